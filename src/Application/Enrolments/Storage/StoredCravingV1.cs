using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>A craving in the journal, as it is stored.</summary>
/// <param name="OccurredAt">When it came.</param>
/// <param name="Intensity">0 to 10.</param>
/// <param name="Trigger">Key of an option.</param>
/// <param name="Place">A word of <see cref="EnrolmentWords.Places"/>.</param>
/// <param name="Company">A word of <see cref="EnrolmentWords.Companies"/>.</param>
/// <param name="Mood">0 to 10.</param>
/// <param name="Note">In the person's own words.</param>
/// <param name="Tool">Key of the tool that was used.</param>
/// <param name="Resisted">How it ended.</param>
internal sealed record StoredCravingV1(
    DateTimeOffset OccurredAt,
    int? Intensity = null,
    string? Trigger = null,
    string? Place = null,
    string? Company = null,
    int? Mood = null,
    string? Note = null,
    string? Tool = null,
    bool? Resisted = null) : IStoredForm
{
    public static string Name => "craving";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => Name;
}
