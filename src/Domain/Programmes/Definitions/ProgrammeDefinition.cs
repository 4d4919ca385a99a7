using MobileBackend.Domain.Programmes.Conditions;

namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>
/// A programme as its authors wrote it: who is told what, when and why. It never changes; what is edited becomes another version, and
/// whoever is on the way keeps theirs.
/// </summary>
public sealed record ProgrammeDefinition
{
    /// <summary>The word that clients know it by: <c>tis</c>, <c>jeanne</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Counts from 1.</summary>
    public required int Version { get; init; }

    public required string Title { get; init; }

    /// <summary>Whether health staff have read and approved it as a whole.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>What everyone is told that takes part: what this is, and that it replaces no doctor.</summary>
    public required string Introduction { get; init; }

    /// <summary>Codes of the help lines that people of this programme are led to, the one meant for them first.</summary>
    public required IReadOnlyList<string> HelpLines { get; init; }

    /// <summary>What people are asked about themselves, in order.</summary>
    public required IReadOnlyList<ProfileQuestion> Questions { get; init; }

    /// <summary>Each at most once.</summary>
    public required IReadOnlyList<ProgrammeGoal> Goals { get; init; }

    /// <summary>How many activities a day holds at most.</summary>
    public required Budget Budget { get; init; }

    /// <summary>Where its statements come from, by key.</summary>
    public required IReadOnlyDictionary<string, ContentSource> Sources { get; init; }

    /// <summary>What shows on a locked screen where an activity brings no text of its own.</summary>
    public required IReadOnlyList<PushWording> PushTexts { get; init; }

    /// <summary>Each under its own key.</summary>
    public required IReadOnlyList<Activity> Activities { get; init; }

    /// <summary>What helps through a craving.</summary>
    public required IReadOnlyList<CravingTool> Tools { get; init; }

    /// <summary>In the order in which they are reached; empty where nothing is known that could be promised.</summary>
    public required IReadOnlyList<HealthMilestone> Milestones { get; init; }

    public required IReadOnlyList<Badge> Badges { get; init; }

    /// <summary>What its conditions may ask about.</summary>
    public required Vocabulary Vocabulary { get; init; }

    public ProgrammeGoal? Find(GoalKind goal) => Goals.FirstOrDefault(known => known.Kind == goal);

    /// <summary>The same without what leads to instruments that may not be shown.</summary>
    /// <param name="assessments">Their codes.</param>
    public ProgrammeDefinition Without(IReadOnlyCollection<string> assessments) =>
        this with { Activities = [.. Activities.Where(activity => activity.Link is not ActivityLink.ToAssessment link || !assessments.Contains(link.Code))] };

    public Activity? FindActivity(string key) => Activities.FirstOrDefault(known => string.Equals(known.Key, key, StringComparison.Ordinal));
}

/// <summary>How far health staff have approved a text.</summary>
public enum ValidationStatus
{
    /// <summary>Written, and not validated by health staff.</summary>
    Draft,

    Validated,
}

/// <summary>What somebody wants.</summary>
public enum GoalKind
{
    /// <summary>To stop, from a date on.</summary>
    Quit,

    /// <summary>To use less.</summary>
    Reduce,

    /// <summary>To find out whether: for those who are not ready.</summary>
    Explore,
}

/// <summary>A goal and its phases, in order; days that no phase covers are before or after the programme.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Title">What the person reads.</param>
/// <param name="Phases">In order of time.</param>
public sealed record ProgrammeGoal(GoalKind Kind, string Title, IReadOnlyList<Phase> Phases)
{
    /// <summary>How many days ahead its authors let a quit date lie; null for as far as the phases reach.</summary>
    public int? QuitWithin { get; init; }

    /// <summary>The line of the file it was read from, for its author.</summary>
    public int Line { get; init; }

    /// <summary>
    /// How many days after the choice of the goal a quit date may lie at most: no further than the programme has something to say, before it and after.
    /// </summary>
    public int LatestQuitDay => QuitWithin ?? FarthestQuitDay;

    /// <summary>Whether all its days count from the choice of the goal: a quit date then lies somewhere in them, and does not move them.</summary>
    public bool IsIndependentOfQuitDate => Phases.All(phase => phase.Anchor != AnchorKind.QuitDate);

    /// <summary>The last day on which the phases, by themselves, leave room for a quit date.</summary>
    internal int FarthestQuitDay => IsIndependentOfQuitDate
        ? Phases.Max(phase => phase.Days.To)
        : -Phases.Where(phase => phase.Anchor == AnchorKind.QuitDate).Min(phase => phase.Days.From);

    /// <summary>
    /// How many days after the enrolment a quit date is proposed to somebody who has not chosen one: the time that the programme takes to prepare it.
    /// </summary>
    public int ProposedQuitDay => Phases.FirstOrDefault(phase => phase is { Anchor: AnchorKind.QuitDate, Days: { From: < 0, To: -1 } }) is { } preparation
        ? -preparation.Days.From
        : Phases.FirstOrDefault(phase => phase is { Anchor: AnchorKind.Enrolment, Days.From: 0 })?.Days.Length ?? 0;

    /// <summary>Whether a day counted from the quit date lies in a phase, however late that date was set.</summary>
    internal bool ReachesFromQuitDate(DaySpan days) => Phases.Any(phase =>
        (phase.Anchor == AnchorKind.QuitDate && phase.Days.From <= days.To && days.From <= phase.Days.To)
        || (phase.Anchor == AnchorKind.Enrolment && days.From + LatestQuitDay <= phase.Days.To));
}

/// <summary>A stretch of a programme.</summary>
/// <param name="Key">Unique in its goal.</param>
/// <param name="Title">What the person reads.</param>
/// <param name="Anchor">
/// The day that counts as 0: <see cref="AnchorKind.Enrolment"/>, <see cref="AnchorKind.QuitDate"/>, or <see cref="AnchorKind.Relapse"/> until there is a new
/// attempt.
/// </param>
/// <param name="Days">From the anchor; both ends belong to it.</param>
public sealed record Phase(string Key, string Title, AnchorKind Anchor, DaySpan Days)
{
    /// <summary>Whether nothing comes in it but surveys, and answers to what the person tells: they have finished, and are asked what became of it.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The line of the file it was read from, for its author.</summary>
    public int Line { get; init; }
}

/// <summary>Whole days from some day 0; both ends belong to it.</summary>
/// <param name="From">Negative before day 0.</param>
/// <param name="To">Not before <paramref name="From"/>.</param>
public readonly record struct DaySpan(int From, int To)
{
    public int Length => To - From + 1;

    public bool Contains(int day) => day >= From && day <= To;
}

/// <summary>How many activities a day holds at most: more where quitting is known to be hardest, fewer where somebody does nothing with them.</summary>
/// <param name="PerDay">On any other day.</param>
/// <param name="Windows">Days from the quit date with a budget of their own.</param>
/// <param name="Light">Once somebody has done too little by the day of <see cref="EngagementFloor"/>.</param>
/// <param name="LightMinutes">The longest that an activity may take then.</param>
public sealed record Budget(int PerDay, IReadOnlyList<SupportWindow> Windows, int Light, int LightMinutes);

/// <summary>A stretch of days from the quit date in which people need more.</summary>
public sealed record SupportWindow(DaySpan Days, int PerDay, string Source);

/// <summary>Where a statement comes from.</summary>
/// <param name="Title">Author, work and year.</param>
/// <param name="Address">Where it can be read; null where only on paper.</param>
public sealed record ContentSource(string Title, Uri? Address);

/// <summary>Title and body for a locked screen; checked when the programme is.</summary>
public sealed record PushWording(string Title, string Body);
