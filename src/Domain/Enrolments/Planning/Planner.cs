using System.Globalization;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Planning;

/// <summary>
/// Chooses what somebody is offered on a day. It knows nothing but the programme, the journey and the day, so that the same always leads to
/// the same, on any replica and in a simulation. Planning a day again keeps what was offered on it.
/// </summary>
public static class Planner
{
    /// <summary>
    /// What somebody is offered on a day: first what was offered on it already, then what there is room for, and an answer to whatever they told that day.
    /// Nothing on days before they came, while they pause, and outside the phases of their goal.
    /// </summary>
    /// <param name="programme">The version that they follow.</param>
    /// <param name="journey">All that is known of them by then.</param>
    /// <param name="day">The person's.</param>
    public static DayPlan Plan(ProgrammeDefinition programme, Journey journey, DateOnly day)
    {
        var phase = PhaseOn(programme, journey, day);
        var light = IsLight(journey, day);
        if (day < journey.EnrolledOn || journey.PausedOn <= day)
        {
            return new DayPlan(day, journey.DayNumber(day), phase, light, []);
        }

        var kept = journey.Offers.Where(offer => offer.Day == day).Select(offer => Keep(programme, offer)).OfType<PlannedActivity>().ToList();
        var chosen = phase is null ? [] : Choose(programme, journey, day, phase, light, kept);
        return new DayPlan(day, journey.DayNumber(day), phase, light, [.. kept, .. chosen]);
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

    private static IEnumerable<PlannedActivity> Choose(
        ProgrammeDefinition programme, Journey journey, DateOnly day, Phase phase, bool light, List<PlannedActivity> kept)
    {
        // What another goal brought in the morning takes nothing from the first day of the new one.
        var room = Math.Max(0, BudgetOn(programme.Budget, journey, day, light) - kept.Count(planned => planned.Activity.IsFor(journey.Goal)));
        var candidates = CandidatesOn(programme, journey, day, phase, light);
        var chosen = candidates.Take(room)
            .Where((candidate, place) => candidate.Activity.Priority > Activity.OnlyIfNothingElse || (place == 0 && kept.Count == 0)).ToList();

        // Whoever tells of something in the evening is answered that evening, however full the day was: once for each kind of thing that they told.
        var answered = kept.Where(planned => planned.IsAnswer).Select(planned => planned.Activity)
            .Concat(chosen.Where(candidate => candidate.AnswersOn(day)).Select(candidate => candidate.Activity))
            .Select(Subject).ToHashSet();
        var answers = candidates.Skip(room).Where(candidate => candidate.AnswersOn(day) && answered.Add(Subject(candidate.Activity)));
        return chosen.Concat(answers).Select(candidate => candidate.On(day));
    }

    /// <summary>What could be offered, the most important first.</summary>
    private static List<Candidate> CandidatesOn(ProgrammeDefinition programme, Journey journey, DateOnly day, Phase phase, bool light)
    {
        var phases = programme.Find(journey.Goal)?.Phases ?? [];
        var recovery = LapseThatRecoveryCountsFrom(programme, journey);
        var facts = new JourneyFacts(journey, day);
        var offered = journey.Offers.Select(offer => offer.Occurrence).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. programme.Activities
                .Where(activity => activity.IsFor(journey.Goal) && (!light || FitsLightOffer(activity, programme.Budget))
                    && (!phase.IsQuiet || FitsQuietPhase(activity)))
                .Select(activity => OccurrenceOn(activity, journey, phases, recovery, day)).OfType<Candidate>()
                .Where(candidate => !offered.Contains(candidate.Occurrence) && !journey.Done.ContainsKey(candidate.Occurrence)
                    && candidate.Activity.When.Holds(facts))
                .OrderByDescending(candidate => candidate.Activity.Priority)
                .ThenBy(candidate => candidate.DaysLeft)
                .ThenBy(candidate => Lot(journey.Id, candidate.Occurrence))
                .ThenBy(candidate => candidate.Activity.Key, StringComparer.Ordinal),
        ];
    }

    private static bool FitsLightOffer(Activity activity, Budget budget) =>
        activity.Minutes <= budget.LightMinutes || activity.Timing.Anchor is AnchorKind.Event or AnchorKind.Lapse or AnchorKind.Relapse;

    private static bool FitsQuietPhase(Activity activity) => activity.Kind == ActivityKind.Survey || IsAnswer(activity);

    /// <summary>Whether it answers what the person just told.</summary>
    private static bool IsAnswer(Activity activity) =>
        activity.Timing is { Anchor: AnchorKind.Lapse or AnchorKind.Relapse, Days.From: 0 }
            or { Anchor: AnchorKind.Event, Event: JourneyEvent.Craving, Days.From: 0 };

    /// <summary>What it answers.</summary>
    private static (AnchorKind Anchor, JourneyEvent? Event) Subject(Activity activity) => (activity.Timing.Anchor, activity.Timing.Event);

    /// <summary>
    /// The lapse told first of those within one recovery track: whoever lapses again on its second day goes on with it, instead of reading its first day
    /// again and again.
    /// </summary>
    private static DateOnly? LapseThatRecoveryCountsFrom(ProgrammeDefinition programme, Journey journey)
    {
        var length = programme.Activities.Where(activity => activity.Timing.Anchor == AnchorKind.Lapse).Select(activity => activity.Timing.Days.To)
            .DefaultIfEmpty().Max();
        DateOnly? first = null;
        foreach (var told in journey.Lapses.Select(lapse => lapse.ToldOn).Order())
        {
            first = first?.AddDays(length) >= told ? first : told;
        }

        return first;
    }

    private static PlannedActivity? Keep(ProgrammeDefinition programme, Offer offer) =>
        programme.FindActivity(offer.Activity) is { } activity
            ? new PlannedActivity(activity, offer.Occurrence, activity.When.Facts, offer.Day.AddDays(activity.OpenFor), IsNew: false)
            {
                IsAnswer = IsAnswer(activity) && offer.Occurrence.Contains(Told(offer.Day), StringComparison.Ordinal),
            }
            : null;

    private static Candidate? OccurrenceOn(Activity activity, Journey journey, IReadOnlyList<Phase> phases, DateOnly? recovery, DateOnly day)
    {
        var timing = activity.Timing;
        if (timing.Event == JourneyEvent.DiaryRising
            && journey.Offers.Exists(offer => offer.Activity == activity.Key && offer.Day > day.AddDays(-JourneyEvents.DaysBetweenRises)))
        {
            return null;
        }

        var from = timing.Anchor switch
        {
            AnchorKind.Phase => FirstDayOf(phases.FirstOrDefault(phase => phase.Key == timing.Phase), journey),
            AnchorKind.Event => JourneyEvents.LatestOn(timing.Event!.Value, journey, day, activity.When.Facts),
            AnchorKind.Lapse when timing.Days.From > 0 => recovery,
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
        return new Candidate(
            activity, activity.Key + TimeOf(timing, journey, phases, anchor) + number, anchor, anchor.DayNumber + occurrence.LastDay - day.DayNumber);
    }

    /// <summary>
    /// What follows from something that can happen again comes again, once for each time: a lapse, a silence, another attempt, weeks that are begun again.
    /// </summary>
    private static string TimeOf(Timing timing, Journey journey, IReadOnlyList<Phase> phases, DateOnly anchor)
    {
        var counts = timing.Anchor == AnchorKind.Phase ? phases.First(phase => phase.Key == timing.Phase).Anchor : timing.Anchor;
        return counts switch
        {
            AnchorKind.Event or AnchorKind.Lapse or AnchorKind.Relapse => Told(anchor),
            AnchorKind.QuitDate => Nth(journey.Attempts.Count),
            _ => OfWeeks(journey),
        };
    }

    /// <summary>Under what an activity that counts from the enrolment is offered this time.</summary>
    internal static string OccurrenceInWeeks(string activity, Journey journey) => activity + OfWeeks(journey);

    private static string OfWeeks(Journey journey) => Nth(journey.TimesBegunAgain + 1);

    private static string Nth(int time) => time > 1 ? string.Create(CultureInfo.InvariantCulture, $"~{time}") : string.Empty;

    private static string Told(DateOnly day) => day.ToString("@yyyyMMdd", CultureInfo.InvariantCulture);

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

    /// <summary>Something that could be offered on a day.</summary>
    /// <param name="Activity">What.</param>
    /// <param name="Occurrence">Which of its times.</param>
    /// <param name="CountsFrom">Its day 0.</param>
    /// <param name="DaysLeft">Days after this one on which it still could be.</param>
    private sealed record Candidate(Activity Activity, string Occurrence, DateOnly CountsFrom, int DaysLeft)
    {
        public PlannedActivity On(DateOnly day) =>
            new(Activity, Occurrence, Activity.When.Facts, day.AddDays(Activity.OpenFor), IsNew: true) { IsAnswer = AnswersOn(day) };

        public bool AnswersOn(DateOnly day) => CountsFrom == day && IsAnswer(Activity);
    }
}
