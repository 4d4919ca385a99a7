using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes;

/// <summary>
/// The programmes: those of the service's content, checked before it starts, and the versions that staff published since. What is offered is known in
/// memory, with or without the database, and is looked for again every few seconds. What leads to instruments that may not be shown is left out.
/// </summary>
public interface IProgrammeCatalogue
{
    /// <summary>The version of each that people begin with now, in order of slug.</summary>
    IReadOnlyList<ProgrammeDefinition> All { get; }

    /// <summary>The version that people begin with now.</summary>
    ProgrammeDefinition? Find(string slug);

    /// <summary>One version, if it is in memory: the one that people begin with now always is. Whoever must have it asks <see cref="FindAsync"/>.</summary>
    ProgrammeDefinition? Find(ProgrammeVersionRef version);

    /// <summary>
    /// One version, which somebody may be on the way with, whether it came with a release or was uploaded, and whether it is published, retired or a draft. It
    /// is read from the database where it is not in memory, and kept there for those who ask next.
    /// </summary>
    /// <returns>Null where there never was such a version.</returns>
    ValueTask<ProgrammeDefinition?> FindAsync(ProgrammeVersionRef version, CancellationToken cancellationToken);

    /// <summary>The version that staff want whoever is on the way with this one to be moved to.</summary>
    /// <returns>Null where they stay, and where it cannot be read.</returns>
    ValueTask<ProgrammeDefinition?> FindSuccessorAsync(ProgrammeVersionRef version, CancellationToken cancellationToken);
}
