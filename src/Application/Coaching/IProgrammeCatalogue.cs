using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Application.Coaching;

/// <summary>The programmes of the service's content, checked before the service starts.</summary>
public interface IProgrammeCatalogue
{
    /// <summary>In order of slug.</summary>
    IReadOnlyList<ProgrammeDefinition> All { get; }

    ProgrammeDefinition? Find(string slug);
}
