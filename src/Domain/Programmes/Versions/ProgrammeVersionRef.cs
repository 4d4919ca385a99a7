using System.Globalization;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Versions;

/// <summary>Names one version of one programme: a slug says nothing without the number, nor the number without the slug.</summary>
/// <param name="Slug">The programme's.</param>
/// <param name="Version">The number in the version's own text.</param>
public readonly record struct ProgrammeVersionRef(string Slug, int Version)
{
    public static ProgrammeVersionRef Of(ProgrammeDefinition programme) => new(programme.Slug, programme.Version);

    /// <summary>As the audit trail names it: <c>tis/3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Slug}/{Version}");
}
