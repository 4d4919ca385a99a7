using MobileBackend.Domain.Programmes.Conditions;

namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>One thing that a programme offers somebody on a day.</summary>
public sealed record Activity
{
    /// <summary>The priority of what comes only on a day that would be empty without it.</summary>
    public const int OnlyIfNothingElse = 0;

    /// <summary>kebab-case; unique in the programme, and the same across versions for as long as it means the same.</summary>
    public required string Key { get; init; }

    public required ActivityKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The full text, in Markdown; may hold <c>TextPlaceholders</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Why this and why now, in words for the person.</summary>
    public required string Why { get; init; }

    /// <summary>Keys of the programme's sources; at least one where <see cref="Text"/> states a fact.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    public required ValidationStatus Status { get; init; }

    /// <summary>Whom it is for; all goals where empty.</summary>
    public required IReadOnlyList<GoalKind> Goals { get; init; }

    public required Timing Timing { get; init; }

    /// <summary>What has to hold of the person on that day.</summary>
    public required Condition When { get; init; }

    /// <summary>Of what competes for a day, the higher comes first.</summary>
    public required int Priority { get; init; }

    /// <summary>For how many days after its own it can still be done.</summary>
    public required int OpenFor { get; init; }

    /// <summary>About how many minutes it takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>For the locked screen; null for one of the programme's own.</summary>
    public PushWording? Push { get; init; }

    /// <summary>What a quiz, a survey or an exercise asks; empty where nothing is asked.</summary>
    public IReadOnlyList<ActivityQuestion> Questions { get; init; } = [];

    /// <summary>What it leads to: an instrument, a diary, a line, a film.</summary>
    public ActivityLink? Link { get; init; }

    /// <summary>The line of the file it was read from, for its author.</summary>
    public int Line { get; init; }

    /// <summary>Whether it has the person fill in this instrument.</summary>
    public bool LeadsTo(string assessment) => Link is ActivityLink.ToAssessment to && to.Code == assessment;

    public bool IsFor(GoalKind goal) => Goals.Count == 0 || Goals.Contains(goal);

    public override string ToString() => Key;
}

public enum ActivityKind
{
    Tip,
    Exercise,
    Quiz,
    Assessment,
    Diary,
    Media,
    Challenge,
    Survey,

    /// <summary>The way to a human.</summary>
    Signpost,
}

/// <summary>The day that offsets count from.</summary>
public enum AnchorKind
{
    /// <summary>The person's day on which they began, or turned to their present goal.</summary>
    Enrolment,

    QuitDate,

    /// <summary>The latest lapse of the present attempt.</summary>
    Lapse,

    /// <summary>The latest relapse: the end of the last attempt.</summary>
    Relapse,

    /// <summary>The first day of a phase; for whoever came, or set their quit date, once it had begun, the day on which they did.</summary>
    Phase,

    /// <summary>Something that the person did, or did not do for a while.</summary>
    Event,
}

/// <summary>What the engine notices about a person, each on a day.</summary>
public enum JourneyEvent
{
    /// <summary>A craving was logged.</summary>
    Craving,

    /// <summary>Nothing was done for 3 days, since the last thing that was.</summary>
    Silence3,

    /// <summary>For 7 days.</summary>
    Silence7,

    /// <summary>For 14 days.</summary>
    Silence14,

    /// <summary>An assessment was completed.</summary>
    Assessed,

    /// <summary>The diary of the last 7 days holds more than that of the 7 before; not again for 14 days after it was answered.</summary>
    DiaryRising,

    /// <summary>The day of <see cref="EngagementFloor"/> came, and too little had been done.</summary>
    LowEngagement,
}

/// <summary>When an activity is offered.</summary>
/// <param name="Anchor">What day 0 is.</param>
/// <param name="Phase">The key of the phase, for <see cref="AnchorKind.Phase"/>.</param>
/// <param name="Event">Which, for <see cref="AnchorKind.Event"/>.</param>
/// <param name="Days">The days on which it may come: once in that span, on the day that suits it best.</param>
/// <param name="Every">Comes again every so many days within the span, once in each; null for once in all.</param>
/// <param name="At">Local time; null for the time the person prefers.</param>
public sealed record Timing(AnchorKind Anchor, string? Phase, JourneyEvent? Event, DaySpan Days, int? Every, TimeOnly? At)
{
    /// <summary>Which occurrence a day belongs to, from 0, and the last day of it; null outside the span.</summary>
    public (int Number, int LastDay)? OccurrenceOn(int day)
    {
        if (!Days.Contains(day))
        {
            return null;
        }

        if (Every is not { } every)
        {
            return (0, Days.To);
        }

        var number = (day - Days.From) / every;
        return (number, Math.Min(Days.To, Days.From + ((number + 1) * every) - 1));
    }
}

/// <summary>A question within an activity.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Answer">The right option of a quiz; null elsewhere.</param>
/// <param name="Explanation">What the person reads once they have answered; null for nothing.</param>
public sealed record ActivityQuestion(ProfileQuestion Question, string? Answer, string? Explanation);

/// <summary>What an activity leads to.</summary>
public abstract record ActivityLink
{
    /// <param name="Code">Of the assessment.</param>
    public sealed record ToAssessment(string Code) : ActivityLink;

    /// <param name="Code">Of the help line.</param>
    public sealed record ToHelpLine(string Code) : ActivityLink;

    /// <summary>To asking for a call back.</summary>
    public sealed record ToCallback : ActivityLink;

    /// <summary>To the chat, whose address is a setting.</summary>
    public sealed record ToChat : ActivityLink;

    /// <summary>To the directory of consultations.</summary>
    public sealed record ToDirectory : ActivityLink;

    /// <summary>To the other programme.</summary>
    /// <param name="Slug">Which.</param>
    public sealed record ToProgramme(string Slug) : ActivityLink;

    /// <summary>A film, a sound or a picture, and what stands for it where it cannot be seen or heard.</summary>
    /// <param name="Type">What it is.</param>
    /// <param name="Address">Where it is.</param>
    /// <param name="Alternative">What it shows or says, in a sentence.</param>
    /// <param name="Transcript">All that is said in it; null for pictures.</param>
    public sealed record ToMedia(MediaType Type, Uri Address, string Alternative, string? Transcript) : ActivityLink;
}

public enum MediaType
{
    Image,
    Audio,
    Video,
}
