using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>An entry of the diary, as it is stored.</summary>
/// <param name="OccurredAt">When it was.</param>
/// <param name="Day">The person's.</param>
/// <param name="Amount">Cigarettes or joints.</param>
/// <param name="Place">A word of <see cref="EnrolmentWords.Places"/>.</param>
/// <param name="Company">A word of <see cref="EnrolmentWords.Companies"/>.</param>
/// <param name="Trigger">Key of an option.</param>
/// <param name="Mood">0 to 10.</param>
/// <param name="Sleep">0 to 10.</param>
/// <param name="TobaccoMixed">Whether it was.</param>
/// <param name="Note">In the person's own words.</param>
internal sealed record StoredDiaryEntryV1(
    DateTimeOffset OccurredAt,
    DateOnly Day,
    int Amount,
    string? Place = null,
    string? Company = null,
    string? Trigger = null,
    int? Mood = null,
    int? Sleep = null,
    bool? TobaccoMixed = null,
    string? Note = null) : IStoredForm
{
    public static string Name => "diary-entry";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => Name;
}
