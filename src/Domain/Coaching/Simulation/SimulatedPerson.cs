using System.Collections.Immutable;
using MobileBackend.Domain.Coaching.Journeys;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Domain.Coaching.Simulation;

/// <summary>A made-up person, and how they behave; the same person always does the same.</summary>
public sealed record SimulatedPerson
{
    /// <summary>Decides what is left to chance.</summary>
    public required int Seed { get; init; }

    public required GoalKind Goal { get; init; }

    public ImmutableDictionary<string, Answer> Profile { get; init; } = ImmutableDictionary<string, Answer>.Empty;

    /// <summary>Their first day.</summary>
    public required DateOnly EnrolsOn { get; init; }

    /// <summary>Days from the first one; for those who want to quit.</summary>
    public int QuitsAfter { get; init; }

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
}

/// <summary>One day of a made-up person.</summary>
/// <param name="Day">Which.</param>
/// <param name="DayNumber">From the quit date, or from the enrolment.</param>
/// <param name="Phase">Key of the phase; null outside the programme.</param>
/// <param name="IsLight">Whether the offer is smaller.</param>
/// <param name="Activities">What they were offered.</param>
/// <param name="Events">What they did, or what befell them: <c>lapse</c>, <c>relapse</c>, <c>craving</c>, <c>new-quit-date</c>.</param>
public sealed record SimulatedDay(
    DateOnly Day, int DayNumber, string? Phase, bool IsLight, IReadOnlyList<SimulatedActivity> Activities, IReadOnlyList<string> Events);

/// <summary>Something they were offered.</summary>
/// <param name="Activity">What.</param>
/// <param name="Occurrence">Which of its times.</param>
/// <param name="Because">The facts that its condition asked about.</param>
/// <param name="IsDone">Whether they did it that day.</param>
public sealed record SimulatedActivity(Activity Activity, string Occurrence, IReadOnlyList<string> Because, bool IsDone);
