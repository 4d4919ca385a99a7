using System.ComponentModel.DataAnnotations;
using MobileBackend.Application.Programmes;

namespace MobileBackend.Api.V1.Programmes.Versions;

/// <summary>A version of a programme to keep.</summary>
public sealed record UploadProgrammeVersionBody
{
    /// <summary>
    /// The whole programme in YAML, as docs/programmes.md explains it, in 1,000,000 characters at most: <c>slug</c> is that of the path, <c>version</c>
    /// higher than every other of the programme, by 100 at most. Anchors, aliases and tags are not taken.
    /// </summary>
    [Required, Length(1, IDefinitionReader.Longest)]
    public string? Definition { get; init; }
}
