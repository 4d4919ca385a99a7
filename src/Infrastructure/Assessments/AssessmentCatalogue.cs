using MobileBackend.Application.Assessments;
using MobileBackend.Domain.Assessments;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Assessments;

/// <summary>The instruments, read once from files.</summary>
/// <param name="folder">That holds them.</param>
/// <param name="showUncleared">Whether those may be shown whose licence is not cleared.</param>
/// <exception cref="ContentException">A file cannot be used.</exception>
internal sealed class AssessmentCatalogue(string folder, bool showUncleared) : IAssessmentCatalogue
{
    /// <summary>All of them, shown or not: programmes may refer to any.</summary>
    public IReadOnlyList<AssessmentDefinition> Known { get; } = ContentFile.ReadAll(folder, AssessmentContent.Read);

    public IReadOnlyList<AssessmentDefinition> All => [.. Known.Where(MayBeShown)];

    /// <summary>Codes of those whose licence is not cleared, shown or not.</summary>
    public IReadOnlyList<string> Restricted => [.. Known.Where(known => known.Licence != LicenceStatus.Cleared).Select(known => known.Code)];

    /// <summary>Codes of those that may not be shown here.</summary>
    public IReadOnlyList<string> Hidden => showUncleared ? [] : Restricted;

    public AssessmentDefinition? Find(string code) =>
        Known.FirstOrDefault(known => string.Equals(known.Code, code, StringComparison.Ordinal) && MayBeShown(known));

    private bool MayBeShown(AssessmentDefinition definition) => showUncleared || definition.Licence == LicenceStatus.Cleared;
}
