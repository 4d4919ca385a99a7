using MobileBackend.Domain.Programmes.Conditions;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Journeys;

/// <summary>What conditions can ask of a journey on one day: the profile and the answers under their own names, and what the engine knows.</summary>
/// <param name="journey">Whose.</param>
/// <param name="day">The person's.</param>
/// <param name="countsToday">Whether what was done that day counts already: a day is planned by what was done before it, a badge is given at once.</param>
public sealed class JourneyFacts(Journey journey, DateOnly day, bool countsToday = false) : IFacts
{
    public const string Goal = "goal";
    public const string DayNumber = "dayNumber";
    public const string AttemptNumber = "attempt";
    public const string Completed = "completed";
    public const string Engaged = "engaged";
    public const string Lapses = "lapses";
    public const string CravingsThisWeek = "cravingsThisWeek";
    public const string WorstTrigger = "worstTrigger";
    public const string DiaryTrend = "diaryTrend";
    public const string OtherProgramme = "otherProgramme";

    /// <summary>Before the name of an assessment: its latest band.</summary>
    public const string BandPrefix = "band.";

    /// <summary>Before <c>activity.question</c>: the latest answer.</summary>
    public const string AnswerPrefix = "answer.";

    /// <summary>The question whose options are the triggers of cravings.</summary>
    public const string Triggers = "triggers";

    private const int MostDays = 1000;
    private const int MostTimes = 1000;
    private const int Week = 7;

    private static readonly Dictionary<GoalKind, string> Goals = new()
    {
        [GoalKind.Quit] = "quit",
        [GoalKind.Reduce] = "reduce",
        [GoalKind.Explore] = "explore",
    };

    private readonly Lazy<int> _done = new(() => journey.DoneBefore(countsToday ? day.AddDays(1) : day));
    private readonly Lazy<Trend?> _trend = new(() => Trends.Of(journey, day));
    private readonly Lazy<string?> _worstTrigger = new(() => FindWorstTrigger(journey, day));

    /// <summary>What the engine knows of everyone, whatever the programme asks.</summary>
    /// <param name="triggers">The options of the question <see cref="Triggers"/>; empty where it is not asked.</param>
    /// <param name="bands">The bands of each assessment, by code.</param>
    public static IEnumerable<KeyValuePair<string, FactType>> Known(IReadOnlyList<string> triggers, IReadOnlyDictionary<string, IReadOnlyList<string>> bands) =>
    [
        new(Goal, FactType.Choice(Goals.Values)),
        new(DayNumber, FactType.Number(-MostDays, MostDays)),
        new(AttemptNumber, FactType.Number(0, MostTimes)),
        new(Completed, FactType.Number(0, MostTimes)),
        new(Engaged, FactType.Flag),
        new(Lapses, FactType.Number(0, MostTimes)),
        new(CravingsThisWeek, FactType.Number(0, MostTimes)),
        new(WorstTrigger, FactType.Choice(triggers)),
        new(DiaryTrend, FactType.Choice(Enum.GetValues<Trend>().Select(NameOf))),
        new(OtherProgramme, FactType.Flag),
        .. bands.Select(known => new KeyValuePair<string, FactType>(BandPrefix + known.Key, FactType.Choice(known.Value))),
    ];

    /// <summary>The word for a goal in conditions.</summary>
    public static string NameOf(GoalKind goal) => Goals[goal];

    public int? NumberOf(string name) => name switch
    {
        // After a relapse it goes on from the date that there was: from the enrolment it would leap by weeks.
        DayNumber =>
            journey is { Goal: GoalKind.Quit, Attempt: null, Attempts: [.., var last] } ? day.DayNumber - last.QuitDate.DayNumber : journey.DayNumber(day),
        AttemptNumber => journey.Attempts.Count,
        Completed => _done.Value,
        Lapses => journey.Lapses.Count(),
        CravingsThisWeek => RecentCravings().Count(),
        _ => Find(name)?.Number,
    };

    public bool? FlagOf(string name) => name switch
    {
        Engaged => _done.Value >= EngagementFloor.Activities,
        OtherProgramme => journey.IsOnOtherProgramme,
        _ => Find(name)?.Flag,
    };

    public string? ChoiceOf(string name) => name switch
    {
        Goal => NameOf(journey.Goal),
        WorstTrigger => _worstTrigger.Value,
        DiaryTrend => _trend.Value is { } trend ? NameOf(trend) : null,
        _ when name.StartsWith(BandPrefix, StringComparison.Ordinal) => journey.Bands.GetValueOrDefault(name[BandPrefix.Length..])?.Band,
        _ => Find(name)?.Words is [var word, ..] ? word : null,
    };

    public IReadOnlyCollection<string>? ChoicesOf(string name) => Find(name)?.Words;

    private static string NameOf(Trend trend) => trend switch
    {
        Trend.Rising => "rising",
        Trend.Falling => "falling",
        _ => "steady",
    };

    private Answer? Find(string name) => name.StartsWith(AnswerPrefix, StringComparison.Ordinal)
        ? journey.Answers.GetValueOrDefault(name[AnswerPrefix.Length..])
        : journey.Profile.GetValueOrDefault(name);

    private IEnumerable<Craving> RecentCravings() => journey.Cravings.Where(craving => craving.Day <= day && craving.Day > day.AddDays(-Week));

    /// <summary>The most frequent one of all cravings; of equals the one that came last.</summary>
    private static string? FindWorstTrigger(Journey journey, DateOnly day) => journey.Cravings
        .Where(craving => craving.Trigger is not null && craving.Day <= day)
        .GroupBy(craving => craving.Trigger, StringComparer.Ordinal)
        .OrderByDescending(trigger => trigger.Count()).ThenByDescending(trigger => trigger.Max(craving => craving.Day))
        .ThenBy(trigger => trigger.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;
}
