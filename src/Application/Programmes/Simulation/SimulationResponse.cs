using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;

namespace MobileBackend.Application.Programmes.Simulation;

/// <summary>What a made-up person lived through in a programme. Texts are French.</summary>
/// <param name="Programme">Its slug.</param>
/// <param name="Title">Its name.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="Status">Whether health staff have validated it.</param>
/// <param name="Goal">What the person wants.</param>
/// <param name="GoalTitle">The goal, as people read it.</param>
/// <param name="EnrolsOn">The first day.</param>
/// <param name="QuitsOn">The first quit date; absent for other goals.</param>
/// <param name="TimeZone">Where the clock is that the person reads; IANA id.</param>
/// <param name="Totals">All days together.</param>
/// <param name="Phases">Those of the goal, in order of time.</param>
/// <param name="Days">Every day, in order.</param>
/// <param name="NeverCame">What the goal has and this person was never offered.</param>
public sealed record SimulationResponse(
    string Programme,
    string Title,
    int Version,
    ValidationStatus Status,
    GoalKind Goal,
    string GoalTitle,
    DateOnly EnrolsOn,
    DateOnly? QuitsOn,
    string TimeZone,
    SimulationTotalsResponse Totals,
    IReadOnlyList<PhaseResponse> Phases,
    IReadOnlyList<SimulatedDayResponse> Days,
    IReadOnlyList<ActivityNameResponse> NeverCame)
{
    internal static SimulationResponse From(
        ProgrammeDefinition programme, ProgrammeGoal goal, SimulatedPerson person, string timeZone, IReadOnlyList<SimulatedDay> timeline)
    {
        var came = timeline.SelectMany(day => day.Activities).Select(offered => offered.Activity.Key).ToHashSet(StringComparer.Ordinal);
        return new SimulationResponse(
            programme.Slug,
            programme.Title,
            programme.Version,
            programme.Status,
            goal.Kind,
            goal.Title,
            person.EnrolsOn,
            goal.Kind == GoalKind.Quit ? person.EnrolsOn.AddDays(person.QuitsAfter) : null,
            timeZone,
            SimulationTotalsResponse.Of(timeline),
            [.. goal.Phases.Select(phase => PhaseResponse.From(goal, phase))],
            [.. timeline.Select(day => SimulatedDayResponse.From(day, person))],
            [.. programme.Activities.Where(activity => activity.IsFor(goal.Kind) && !came.Contains(activity.Key))
                .Select(activity => new ActivityNameResponse(activity.Key, activity.Title, activity.Line))]);
    }
}

/// <summary>All days of a simulation together.</summary>
/// <param name="Days">How many there were.</param>
/// <param name="Activities">How many activities were offered.</param>
/// <param name="Done">How many of them were done.</param>
/// <param name="Pushed">How many of them the person was called to.</param>
/// <param name="Minutes">About how many minutes all of them take.</param>
/// <param name="FullDays">Days that held as much as they may.</param>
/// <param name="LightDays">Days with the smaller offer, since too little was done.</param>
/// <param name="EmptyDays">Days with nothing at all, but for those of a quiet phase.</param>
public sealed record SimulationTotalsResponse(int Days, int Activities, int Done, int Pushed, int Minutes, int FullDays, int LightDays, int EmptyDays)
{
    internal static SimulationTotalsResponse Of(IReadOnlyList<SimulatedDay> timeline)
    {
        var offered = timeline.SelectMany(day => day.Activities).ToList();
        return new SimulationTotalsResponse(
            timeline.Count,
            offered.Count,
            offered.Count(each => each.IsDone),
            offered.Count(each => each.IsPushed),
            offered.Sum(each => each.Activity.Minutes),
            timeline.Count(day => day.Activities.Count > 0 && day.Activities.Count >= day.Budget),
            timeline.Count(day => day.IsLight),
            timeline.Count(day => day.Activities.Count == 0 && !day.IsQuiet));
    }
}

/// <summary>One day of a simulation.</summary>
/// <param name="Date">The person's.</param>
/// <param name="DayNumber">From the quit date, negative before it; from the enrolment where there is none.</param>
/// <param name="Phase">Key of the phase; absent outside the programme.</param>
/// <param name="Light">Whether the offer is smaller, since too little was done.</param>
/// <param name="Budget">How many activities the day may hold.</param>
/// <param name="Minutes">About how many minutes its activities take.</param>
/// <param name="Events">
/// What the person did or what befell them: <c>lapse</c>, <c>relapse</c>, <c>craving</c>, <c>new-quit-date</c>, <c>new-goal</c>; <c>refused</c> for what the
/// rules do not allow, such as a date too far ahead.
/// </param>
/// <param name="Activities">The most important first.</param>
public sealed record SimulatedDayResponse(
    DateOnly Date, int DayNumber, string? Phase, bool Light, int Budget, int Minutes, IReadOnlyList<string> Events,
    IReadOnlyList<SimulatedActivityResponse> Activities)
{
    internal static SimulatedDayResponse From(SimulatedDay day, SimulatedPerson person) => new(
        day.Day,
        day.DayNumber,
        day.Phase,
        day.IsLight,
        day.Budget,
        day.Activities.Sum(offered => offered.Activity.Minutes),
        day.Events,
        [.. day.Activities.Select(offered => SimulatedActivityResponse.From(offered, person))]);
}

/// <summary>Something that the made-up person was offered.</summary>
/// <param name="Key">Of the activity.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">As the person reads it.</param>
/// <param name="Why">Why to them and why now, as the person reads it.</param>
/// <param name="Line">Of the programme's file.</param>
/// <param name="Minutes">About how many it takes.</param>
/// <param name="Priority">Of what competes for a day, the higher comes first.</param>
/// <param name="ToldAt">From when it is in the inbox.</param>
/// <param name="ToldAtLocalTime">The same on the person's own clock.</param>
/// <param name="Pushed">Whether the person is called to it.</param>
/// <param name="Done">Whether the person did it that day.</param>
/// <param name="Rule">What brought it.</param>
public sealed record SimulatedActivityResponse(
    string Key,
    ActivityKind Kind,
    string Title,
    string Why,
    int Line,
    int Minutes,
    int Priority,
    DateTimeOffset ToldAt,
    TimeOnly ToldAtLocalTime,
    bool Pushed,
    bool Done,
    SimulatedRuleResponse Rule)
{
    internal static SimulatedActivityResponse From(SimulatedActivity offered, SimulatedPerson person) => new(
        offered.Activity.Key,
        offered.Activity.Kind,
        offered.Title,
        offered.Why,
        offered.Activity.Line,
        offered.Activity.Minutes,
        offered.Activity.Priority,
        offered.ToldAt,
        person.Reach.Clock.TimeAt(offered.ToldAt),
        offered.IsPushed,
        offered.IsDone,
        SimulatedRuleResponse.Of(offered));
}

/// <summary>The rule that brought an activity, as its author wrote it.</summary>
/// <param name="From">
/// The day that counts as 0: <c>enrolment</c>, <c>quit-date</c>, <c>lapse</c>, <c>relapse</c>, <c>phase:preparation</c>, <c>event:craving</c>.
/// </param>
/// <param name="FirstDay">From there.</param>
/// <param name="LastDay">From there.</param>
/// <param name="Every">Comes again every so many days; absent for once.</param>
/// <param name="Facts">What its condition asked about, and what the answers were; none where it has no condition.</param>
public sealed record SimulatedRuleResponse(string From, int FirstDay, int LastDay, int? Every, IReadOnlyList<SimulatedFactResponse> Facts)
{
    internal static SimulatedRuleResponse Of(SimulatedActivity offered)
    {
        var timing = offered.Activity.Timing;
        return new SimulatedRuleResponse(
            AnchorOf(timing), timing.Days.From, timing.Days.To, timing.Every, [.. offered.Because.Select(SimulatedFactResponse.From)]);
    }

    private static string AnchorOf(Timing timing) => timing.Anchor switch
    {
        AnchorKind.Enrolment => "enrolment",
        AnchorKind.QuitDate => "quit-date",
        AnchorKind.Lapse => "lapse",
        AnchorKind.Relapse => "relapse",
        AnchorKind.Phase => $"phase:{timing.Phase}",
        _ => timing.Event switch
        {
            JourneyEvent.Craving => "event:craving",
            JourneyEvent.Silence3 => "event:silence-3",
            JourneyEvent.Silence7 => "event:silence-7",
            JourneyEvent.Silence14 => "event:silence-14",
            JourneyEvent.Assessed => "event:assessed",
            JourneyEvent.DiaryRising => "event:diary-rising",
            _ => "event:low-engagement",
        },
    };
}

/// <summary>What was known of the made-up person on that day; only the member that fits is there, and none where nothing was known.</summary>
/// <param name="Name">As conditions call it.</param>
/// <param name="Number">Of a number.</param>
/// <param name="Flag">Of yes or no.</param>
/// <param name="Words">Of a choice.</param>
public sealed record SimulatedFactResponse(string Name, int? Number, bool? Flag, IReadOnlyList<string>? Words)
{
    internal static SimulatedFactResponse From(SimulatedFact fact) =>
        new(fact.Name, fact.Value?.Number, fact.Value?.Flag, fact.Value?.Words is { } words ? [.. words] : null);
}

/// <summary>An activity of a programme, to find it again.</summary>
/// <param name="Key">Unique in the programme.</param>
/// <param name="Title">As its author wrote it.</param>
/// <param name="Line">Of the programme's file.</param>
public sealed record ActivityNameResponse(string Key, string Title, int Line);
