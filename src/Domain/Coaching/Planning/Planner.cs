using System.Globalization;
using MobileBackend.Domain.Coaching.Journeys;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Domain.Coaching.Planning;

/// <summary>
/// Chooses what somebody is offered on a day. It knows nothing but the programme, the journey and the day, so that the same always leads to
/// the same, on any replica and in a simulation. Planning a day again keeps what was offered on it.
/// </summary>
public static class Planner
{
    public static DayPlan Plan(ProgrammeDefinition programme, Journey journey, DateOnly day)
    {
        var phases = programme.Find(journey.Goal)?.Phases ?? [];
        var phase = PhaseOn(programme, journey, day);
        var light = IsLight(journey, day);
        var number = journey.DayNumber(day);
        if (day < journey.EnrolledOn || journey.PausedOn <= day)
        {
            return new DayPlan(day, number, phase, light, []);
        }

        var kept = journey.Offers.Where(offer => offer.Day == day).Select(offer => Keep(programme, offer)).OfType<PlannedActivity>().ToList();
        if (phase is null)
        {
            return new DayPlan(day, number, phase, light, kept);
        }

        // Whoever tells of a lapse in the evening is answered that evening, however full the day was; and what another goal brought in the morning takes
        // nothing from the first day of the new one.
        var room = BudgetOn(programme.Budget, journey, day, light) - kept.Count(planned => planned.Activity.IsFor(journey.Goal));
        var isAnswerOnly = room <= 0;
        room = Math.Max(room, kept.Exists(planned => IsAnswer(planned.Activity)) ? 0 : 1);

        var facts = new JourneyFacts(journey, day);
        var offered = journey.Offers.Select(offer => offer.Occurrence).ToHashSet(StringComparer.Ordinal);
        var chosen = programme.Activities
            .Where(activity => activity.IsFor(journey.Goal) && (!light || FitsLightOffer(activity, programme.Budget)) && (!isAnswerOnly || IsAnswer(activity)))
            .Select(activity => (Activity: activity, Occurrence: OccurrenceOn(activity, journey, phases, day)))
            .Where(candidate => candidate.Occurrence is { } occurrence && !offered.Contains(occurrence.Key) && !journey.Done.ContainsKey(occurrence.Key))
            .Where(candidate => candidate.Activity.When.Holds(facts))
            .OrderByDescending(candidate => candidate.Activity.Priority)
            .ThenBy(candidate => candidate.Occurrence!.Value.DaysLeft)
            .ThenBy(candidate => Lot(journey.Id, candidate.Occurrence!.Value.Key))
            .ThenBy(candidate => candidate.Activity.Key, StringComparer.Ordinal)
            .Take(room)
            .Where((candidate, place) => candidate.Activity.Priority > Activity.OnlyIfNothingElse || (place == 0 && kept.Count == 0))
            .Select(candidate => new PlannedActivity(
                candidate.Activity, candidate.Occurrence!.Value.Key, candidate.Activity.When.Facts, day.AddDays(candidate.Activity.OpenFor), IsNew: true));
        return new DayPlan(day, number, phase, light, [.. kept, .. chosen]);
    }

    /// <summary>Where somebody is on a day; null before the first phase of their goal, after the last, and between.</summary>
    public static Phase? PhaseOn(ProgrammeDefinition programme, Journey journey, DateOnly day) =>
        programme.Find(journey.Goal)?.Phases.FirstOrDefault(known => IsIn(known, journey, day));

    /// <summary>The last day of somebody's last phase, as things are; null where no phase has a beginning.</summary>
    public static DateOnly? LastDay(ProgrammeDefinition programme, Journey journey) =>
        programme.Find(journey.Goal)?.Phases.Max(phase => DayOf(journey, phase.Anchor)?.AddDays(phase.Days.To));

    /// <summary>How many activities a day may hold.</summary>
    public static int BudgetOn(Budget budget, Journey journey, DateOnly day, bool light)
    {
        if (light)
        {
            return budget.Light;
        }

        var window = journey.QuitDate is null ? null : budget.Windows.FirstOrDefault(known => known.Days.Contains(journey.DayNumber(day)));
        return window?.PerDay ?? budget.PerDay;
    }

    /// <summary>Whether too little was done for the full offer to make sense.</summary>
    public static bool IsLight(Journey journey, DateOnly day) =>
        day.DayNumber - journey.EnrolledOn.DayNumber >= EngagementFloor.Day && journey.DoneBefore(day) < EngagementFloor.Activities;

    private static bool FitsLightOffer(Activity activity, Budget budget) =>
        activity.Minutes <= budget.LightMinutes || activity.Timing.Anchor is AnchorKind.Event or AnchorKind.Lapse or AnchorKind.Relapse;

    /// <summary>Whether it answers what the person just told.</summary>
    private static bool IsAnswer(Activity activity) =>
        activity.Timing is { Anchor: AnchorKind.Lapse or AnchorKind.Relapse, Days.From: 0 } or { Anchor: AnchorKind.Event, Event: JourneyEvent.Craving, Days.From: 0 };

    private static PlannedActivity? Keep(ProgrammeDefinition programme, Offer offer) =>
        programme.FindActivity(offer.Activity) is { } activity
            ? new PlannedActivity(activity, offer.Occurrence, activity.When.Facts, offer.Day.AddDays(activity.OpenFor), IsNew: false)
            : null;

    private static (string Key, int DaysLeft)? OccurrenceOn(Activity activity, Journey journey, IReadOnlyList<Phase> phases, DateOnly day)
    {
        var timing = activity.Timing;
        if (timing.Event == JourneyEvent.DiaryRising && journey.Offers.Exists(offer => offer.Activity == activity.Key && offer.Day > day.AddDays(-JourneyEvents.DaysBetweenRises)))
        {
            return null;
        }

        var from = timing.Anchor switch
        {
            AnchorKind.Phase => FirstDayOf(phases.FirstOrDefault(phase => phase.Key == timing.Phase), journey),
            AnchorKind.Event => JourneyEvents.LatestOn(timing.Event!.Value, journey, day, activity.When.Facts),
            _ => DayOf(journey, timing.Anchor),
        };
        if (from is not { } anchor || timing.OccurrenceOn(day.DayNumber - anchor.DayNumber) is not { } occurrence)
        {
            return null;
        }

        // By the calendar: a quit date that moves neither brings a day's occurrence again nor takes away that of another.
        var number = timing.Every is { } every
            ? string.Create(CultureInfo.InvariantCulture, $"#{anchor.AddDays(timing.Days.From + (occurrence.Number * every)):yyyyMMdd}")
            : string.Empty;
        return (activity.Key + TimeOf(timing, journey, phases, anchor) + number, anchor.DayNumber + occurrence.LastDay - day.DayNumber);
    }

    /// <summary>What follows from something that can happen again comes again, once for each time: a lapse, a silence, another attempt.</summary>
    private static string TimeOf(Timing timing, Journey journey, IReadOnlyList<Phase> phases, DateOnly anchor)
    {
        var counts = timing.Anchor == AnchorKind.Phase ? phases.First(phase => phase.Key == timing.Phase).Anchor : timing.Anchor;
        return counts switch
        {
            AnchorKind.Event or AnchorKind.Lapse or AnchorKind.Relapse => anchor.ToString("@yyyyMMdd", CultureInfo.InvariantCulture),
            AnchorKind.QuitDate when journey.Attempts.Count > 1 => string.Create(CultureInfo.InvariantCulture, $"~{journey.Attempts.Count}"),
            _ => string.Empty,
        };
    }

    private static bool IsIn(Phase phase, Journey journey, DateOnly day) =>
        DayOf(journey, phase.Anchor) is { } zero && phase.Days.Contains(day.DayNumber - zero.DayNumber);

    /// <summary>Day 0 of what counts from a day of the journey; null where there is none now.</summary>
    internal static DateOnly? DayOf(Journey journey, AnchorKind anchor) => anchor switch
    {
        AnchorKind.Enrolment => journey.GoalSince,
        AnchorKind.QuitDate => journey.QuitDate,
        AnchorKind.Lapse => journey.Lapses.Select(lapse => (DateOnly?)lapse.ToldOn).Max(),

        // What follows a relapse lasts until there is a new attempt.
        AnchorKind.Relapse => journey.Attempts is [.., { EndedOn: not null } last] ? last.EndToldOn : null,
        _ => null,
    };

    /// <summary>A phase that would have begun before the person came, chose this goal or set this date begins for them when they did.</summary>
    private static DateOnly? FirstDayOf(Phase? phase, Journey journey)
    {
        if (phase is null || DayOf(journey, phase.Anchor) is not { } zero)
        {
            return null;
        }

        var first = Later(zero.AddDays(phase.Days.From), journey.GoalSince);
        if (phase.Anchor != AnchorKind.QuitDate || journey.Attempt is not { SetOn: { } set } attempt)
        {
            return first;
        }

        // Whoever brings their date forward goes on in the phase that they were in.
        return Later(first, attempt.BroughtForwardFrom?.AddDays(phase.Days.From) is { } former && former < set ? former : set);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    /// <summary>FNV-1a over the person and the occurrence: the same everywhere and for ever, unlike .NET's own hashes.</summary>
    private static uint Lot(Guid person, string occurrence)
    {
        const uint Prime = 16777619;
        var hash = 2166136261;
        foreach (var value in person.ToByteArray())
        {
            hash = (hash ^ value) * Prime;
        }

        foreach (var character in occurrence)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }
}
