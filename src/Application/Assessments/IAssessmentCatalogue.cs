using MobileBackend.Domain.Assessments;

namespace MobileBackend.Application.Assessments;

/// <summary>
/// The instruments of the service's content that may be shown: those whose licence is not cleared only where <c>Content:ShowUnclearedInstruments</c> says
/// so.
/// </summary>
public interface IAssessmentCatalogue
{
    /// <summary>In order of code.</summary>
    IReadOnlyList<AssessmentDefinition> All { get; }

    AssessmentDefinition? Find(string code);
}
