using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>What the use cases about versions ask alike.</summary>
internal static class ProgrammeVersionQueries
{
    public static IQueryable<ProgrammeVersion> Of(this IQueryable<ProgrammeVersion> versions, string slug) => versions.Where(version => version.Slug == slug);

    /// <summary>The one that is meant, where there is such a version.</summary>
    public static IQueryable<ProgrammeVersion> Of(this IQueryable<ProgrammeVersion> versions, ProgrammeVersionRef one) =>
        versions.Where(version => version.Slug == one.Slug && version.Version == one.Version);

    /// <summary>The version that people begin with now: the last published, or what came with the release.</summary>
    /// <param name="versions">All versions.</param>
    /// <param name="slug">The programme.</param>
    /// <param name="catalogue">Knows what came with the release.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static async Task<int> OfferedAsync(
        this IQueryable<ProgrammeVersion> versions, string slug, IProgrammeCatalogue catalogue, CancellationToken cancellationToken) =>
        await versions.AsNoTracking().Of(slug).Where(version => version.Publication != null).OrderByDescending(version => version.Publication)
            .Select(version => (int?)version.Version).FirstOrDefaultAsync(cancellationToken)
        ?? catalogue.Find(slug)?.Version ?? 0;
}
