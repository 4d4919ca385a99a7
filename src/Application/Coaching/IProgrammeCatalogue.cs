using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Application.Coaching;

/// <summary>The programmes of the service's content, checked before the service starts.</summary>
public interface IProgrammeCatalogue
{
    /// <summary>In order of slug.</summary>
    IReadOnlyList<ProgrammeDefinition> All { get; }

    /// <summary>The version that people begin with now.</summary>
    ProgrammeDefinition? Find(string slug);

    /// <summary>One version, which somebody may be on the way with.</summary>
    ProgrammeDefinition? Find(string slug, int version);
}
