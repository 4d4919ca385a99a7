using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>The answers to an instrument, as they are stored.</summary>
/// <param name="Code">The instrument.</param>
/// <param name="InstrumentVersion">Its version.</param>
/// <param name="Answers">By item, or by list.</param>
/// <param name="Score">What they come to.</param>
/// <param name="Band">Where that lies.</param>
internal sealed record StoredAssessmentV1(
    string Code, int InstrumentVersion, IReadOnlyDictionary<string, StoredAssessmentV1.AnswerPart> Answers, int? Score = null, string? Band = null)
    : IStoredForm
{
    public static string Name => "assessment";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => Name;

    internal sealed record AnswerPart(string? Option = null, IReadOnlyList<EntryPart>? Entries = null);

    internal sealed record EntryPart(string? Text = null, int? Weight = null);
}
