using System.Collections.Immutable;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Simulation;

/// <summary>A made-up person, and how they behave; the same person always does the same.</summary>
public sealed record SimulatedPerson
{
    /// <summary>Decides what is left to chance.</summary>
    public required int Seed { get; init; }

    public required GoalKind Goal { get; init; }

    public ImmutableDictionary<string, Answer> Profile { get; init; } = ImmutableDictionary<string, Answer>.Empty;

    /// <summary>Their first day.</summary>
    public required DateOnly EnrolsOn { get; init; }

    /// <summary>Days from the first one, or from the one on which they turn to quitting; for those who want to quit.</summary>
    public int QuitsAfter { get; init; }

    /// <summary>The goal that they turn to; null where they keep theirs.</summary>
    public GoalKind? TurnsTo { get; init; }

    /// <summary>On which day, counted from the first.</summary>
    public int TurnsOn { get; init; }

    /// <summary>How likely they are to do what they are offered, from 0 to 1.</summary>
    public double Does { get; init; }

    /// <summary>From this day, counted from the first, they do nothing any more; null for never.</summary>
    public int? SilentFrom { get; init; }

    /// <summary>Days, counted from the first, on which they lapse.</summary>
    public ImmutableArray<int> LapsesOn { get; init; } = [];

    /// <summary>The day, counted from the first, on which they relapse.</summary>
    public int? RelapsesOn { get; init; }

    /// <summary>After so many days they set a new quit date; only after a relapse.</summary>
    public int? TriesAgainAfter { get; init; }

    /// <summary>The day, counted from the first, on which they put their quit date off; only before it.</summary>
    public int? PutsOffOn { get; init; }

    /// <summary>By how many days from then.</summary>
    public int PutsOffBy { get; init; }

    /// <summary>How likely a day is to bring a craving that they log, from 0 to 1.</summary>
    public double Craves { get; init; }

    /// <summary>What their diary says for the first day; null where they keep none.</summary>
    public int? Uses { get; init; }

    /// <summary>How their use changes from day to day, such as 0.98.</summary>
    public double UseChanges { get; init; } = 1;

    /// <summary>The bands that the assessments they fill in lead to.</summary>
    public ImmutableDictionary<string, string> Bands { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool IsOnOtherProgramme { get; init; }

    /// <summary>How they want to hear from the programme.</summary>
    public Messaging Messaging { get; init; } = Messaging.Usual;

    /// <summary>When they may be disturbed, each day anew: as a device that has changed no setting, in Paris.</summary>
    public Reach Reach { get; init; } = ReachIn(FrenchClock.TimeZoneId);

    /// <summary>As a device that has changed no setting.</summary>
    /// <param name="timeZone">An id of the IANA time zone database that exists.</param>
    public static Reach ReachIn(string timeZone) =>
        new(new LocalClock(TimeZoneInfo.FindSystemTimeZoneById(timeZone)), QuietHours.Default, MessageCeiling.Default.PerDay);
}

/// <summary>One day of a made-up person.</summary>
/// <param name="Day">Which.</param>
/// <param name="DayNumber">From the quit date, or from the day on which the goal was chosen.</param>
/// <param name="Phase">Key of the phase; null outside the programme.</param>
/// <param name="IsLight">Whether the offer is smaller.</param>
/// <param name="Budget">How many activities the day may hold.</param>
/// <param name="Activities">What they were offered.</param>
/// <param name="Events">
/// What they did, or what befell them: <c>lapse</c>, <c>relapse</c>, <c>craving</c>, <c>new-quit-date</c>, <c>new-goal</c>; <c>refused</c> for what the
/// rules do not allow.
/// </param>
public sealed record SimulatedDay(
    DateOnly Day, int DayNumber, string? Phase, bool IsLight, int Budget, IReadOnlyList<SimulatedActivity> Activities, IReadOnlyList<string> Events)
{
    /// <summary>Whether the programme is over, and the phase a quiet one: there is no need of something each day.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>Something they were offered.</summary>
/// <param name="Activity">What; its timing is the rule that brought it.</param>
/// <param name="Title">As they read it.</param>
/// <param name="Why">Why to them and why now, as they read it.</param>
/// <param name="Occurrence">Which of its times.</param>
/// <param name="Because">The facts that its condition asked about, as they were then.</param>
/// <param name="ToldAt">From when it is in the inbox, on the clock of the person's wall.</param>
/// <param name="IsPushed">Whether they are called to it.</param>
/// <param name="IsDone">Whether they did it that day.</param>
public sealed record SimulatedActivity(
    Activity Activity, string Title, string Why, string Occurrence, IReadOnlyList<SimulatedFact> Because, DateTimeOffset ToldAt, bool IsPushed, bool IsDone)
{
    /// <summary>Whether it answers what they told that day, however full it was.</summary>
    public bool IsAnswer { get; init; }
}

/// <summary>A fact about them on that day.</summary>
/// <param name="Name">As conditions call it.</param>
/// <param name="Value">What it was; null where it was not known.</param>
public sealed record SimulatedFact(string Name, Answer? Value);
