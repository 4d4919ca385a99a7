using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Entries;

/// <summary>What is in an entry of the journal.</summary>
internal abstract record JournalContent
{
    /// <summary>Never the content.</summary>
    public sealed override string ToString() => "(journal entry)";
}

/// <summary>An entry of the diary.</summary>
/// <param name="OccurredAt">When it was.</param>
/// <param name="Day">The person's day that it counts on, wherever they are since.</param>
/// <param name="Amount">Cigarettes or joints; 0 for a day without.</param>
internal sealed record DiaryEntry(DateTimeOffset OccurredAt, DateOnly Day, int Amount) : JournalContent
{
    public CravingPlace? Place { get; init; }

    public Company? Company { get; init; }

    /// <summary>Why: an option of the question <c>triggers</c>.</summary>
    public string? Trigger { get; init; }

    /// <summary>0 to 10.</summary>
    public int? Mood { get; init; }

    /// <summary>How the night was, 0 to 10.</summary>
    public int? Sleep { get; init; }

    public bool? TobaccoMixed { get; init; }

    /// <summary>In the person's own words.</summary>
    public string? Note { get; init; }
}

/// <summary>A craving.</summary>
/// <param name="OccurredAt">When it came.</param>
internal sealed record CravingEntry(DateTimeOffset OccurredAt) : JournalContent
{
    /// <summary>0 to 10; null where the person did not say.</summary>
    public int? Intensity { get; init; }

    /// <summary>What set it off: an option of the question <c>triggers</c>.</summary>
    public string? Trigger { get; init; }

    public CravingPlace? Place { get; init; }

    public Company? Company { get; init; }

    /// <summary>0 to 10.</summary>
    public int? Mood { get; init; }

    /// <summary>In the person's own words.</summary>
    public string? Note { get; init; }

    /// <summary>Key of the tool that was used; null for none.</summary>
    public string? Tool { get; init; }

    /// <summary>How it ended; null where that is not known.</summary>
    public bool? Resisted { get; init; }
}

/// <summary>A lapse or relapse.</summary>
/// <param name="OccurredAt">When it was.</param>
/// <param name="Cigarettes">Cigarettes or joints.</param>
/// <param name="Day">The person's day of then, wherever they are since.</param>
/// <param name="ReportedOn">Their day on which they reported it.</param>
internal sealed record LapseEntry(DateTimeOffset OccurredAt, int Cigarettes, DateOnly Day, DateOnly ReportedOn) : JournalContent;

/// <summary>The answers to an instrument, with its version: its words may change.</summary>
/// <param name="Code">The instrument.</param>
/// <param name="Version">Of the instrument.</param>
/// <param name="Answers">By item, or by list of a decisional balance.</param>
/// <param name="Score">Null where there is none.</param>
/// <param name="Band">Null where there is none.</param>
internal sealed record AssessmentEntry(string Code, int Version, IReadOnlyDictionary<string, AssessmentAnswer> Answers, int? Score, string? Band)
    : JournalContent
{
    public bool Repeats(AssessmentEntry other) => other.Code == Code && other.Version == Version && other.Answers.Count == Answers.Count
        && Answers.All(given => other.Answers.TryGetValue(given.Key, out var known)
            && known.Option == given.Value.Option && (known.Entries ?? []).SequenceEqual(given.Value.Entries ?? []));
}
