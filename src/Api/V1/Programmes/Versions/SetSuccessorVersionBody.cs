using System.ComponentModel.DataAnnotations;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Api.V1.Programmes.Versions;

/// <summary>The version that another is to be followed by.</summary>
public sealed record SetSuccessorVersionBody
{
    /// <summary>Newer than the one it follows, and published at least once.</summary>
    [Required, Range(1, ProgrammeVersion.Greatest)]
    public int? Version { get; init; }
}
