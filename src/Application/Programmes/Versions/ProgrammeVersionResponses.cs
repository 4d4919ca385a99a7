using System.Globalization;
using System.Linq.Expressions;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>A version of a programme, without its text.</summary>
/// <param name="Slug">The programme.</param>
/// <param name="Version">The number in its text.</param>
/// <param name="Status"><c>published</c> is what people begin with now; <c>retired</c> was; <c>draft</c> was never published by staff.</param>
/// <param name="UploadedAt">When it came.</param>
/// <param name="UploadedBy">The directory's object id of a member of staff, or <c>release</c> where it came with a release of the service.</param>
/// <param name="PublishedAt">When staff published it last.</param>
/// <param name="Successor">The version that whoever is on the way with this one is moved to; absent where they stay.</param>
public sealed record ProgrammeVersionResponse(
    string Slug, int Version, ProgrammeVersionStatus Status, DateTimeOffset UploadedAt, string UploadedBy, DateTimeOffset? PublishedAt, int? Successor)
{
    internal static ProgrammeVersionResponse From(VersionRow row, int offered) => new(
        row.Slug, row.Version, StatusOf(row, offered), row.UploadedAt, row.UploadedBy, row.PublishedAt, row.Successor);

    private static ProgrammeVersionStatus StatusOf(VersionRow row, int offered) =>
        row.Version == offered ? ProgrammeVersionStatus.Published
        : row.PublishedAt is null ? ProgrammeVersionStatus.Draft
        : ProgrammeVersionStatus.Retired;
}

/// <summary>A version of a programme, with its text.</summary>
/// <param name="Version">All but its text.</param>
/// <param name="Definition">The YAML as it was uploaded.</param>
/// <param name="Faults">
/// What is wrong with it by the rules of this release, in order of line; empty where it could be published now, absent while too many others are judged.
/// </param>
/// <param name="UnderWay">How many people's days are planned with it; whoever pauses or has come to the end is not among them.</param>
public sealed record ProgrammeVersionTextResponse(
    ProgrammeVersionResponse Version, string Definition, IReadOnlyList<DefinitionFaultResponse>? Faults, int UnderWay);

/// <summary>Something wrong with a definition.</summary>
/// <param name="Line">From 1; absent where it is about the definition as a whole.</param>
/// <param name="Problem">In words for its author, in French unless English was asked for.</param>
public sealed record DefinitionFaultResponse(int? Line, string Problem)
{
    internal static DefinitionFaultResponse From(DefinitionFault fault) => new(fault.Line > 0 ? fault.Line : null, fault.Problem.ToString());
}

/// <summary>What lists read of a version: never its text, which is long.</summary>
internal sealed record VersionRow(
    ProgrammeVersionId Id, string Slug, int Version, DateTimeOffset UploadedAt, string UploadedBy, DateTimeOffset? PublishedAt, int? Successor)
{
    public static Expression<Func<ProgrammeVersion, VersionRow>> Of { get; } = version => new VersionRow(
        version.Id, version.Slug, version.Version, version.UploadedAt, version.UploadedBy, version.PublishedAt, version.Successor);

    private static Func<ProgrammeVersion, VersionRow> Read { get; } = Of.Compile();

    public static VersionRow From(ProgrammeVersion version) => Read(version);
}

/// <summary>Says faults as the problem document's <c>errors</c> do: by their place, which is a line instead of a field.</summary>
internal static class DefinitionFaults
{
    /// <summary>The place of what is about no line.</summary>
    public const string Whole = "definition";

    public static string PlaceOf(DefinitionFault fault) => fault.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {fault.Line}") : Whole;

    public static IReadOnlyDictionary<string, string[]> ByPlace(IEnumerable<DefinitionFault> faults) =>
        faults.GroupBy(PlaceOf).ToDictionary(place => place.Key, place => place.Select(fault => fault.Problem.ToString()).Distinct().ToArray());
}
