using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Programmes.Versions;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Programmes;

/// <summary>A version was uploaded or published by this replica.</summary>
internal sealed class ProgrammeSignal : CommitSignal<ProgrammeVersion>;

/// <summary>
/// Keeps what is offered up with what is published, whichever replica published it, and keeps what came with this release in the database. A database that is
/// away changes nothing: what is known goes on being offered, and it is asked again.
/// </summary>
internal sealed partial class ProgrammeRefresher(
    ProgrammeCatalogue catalogue,
    ShippedProgrammes shipped,
    ProgrammeSignal signal,
    IServiceScopeFactory scopes,
    IOptions<ContentOptions> options,
    TimeProvider time,
    ILogger<ProgrammeRefresher> logger) : BackgroundService
{
    /// <summary>The start waits for the database no longer than this: people are better served by the files than by nobody.</summary>
    private static readonly TimeSpan LongestAtStart = TimeSpan.FromSeconds(5);

    private bool _isRecorded;

    /// <summary>Looks once before the service answers, so that nobody begins with what is no longer published.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestAtStart, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        await TryRefreshAsync(either.Token, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await signal.WaitAsync(options.Value.RefreshInterval, stoppingToken);
            await TryRefreshAsync(stoppingToken, stoppingToken);
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancellationToken, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (!_isRecorded)
            {
                await RecordAsync(scope.ServiceProvider.GetRequiredService<IDispatcher>(), cancellationToken);
                _isRecorded = true;
            }

            var versions = await scope.ServiceProvider.GetRequiredService<AppDbContext>().ProgrammeVersions.AsNoTracking()
                .Where(version => version.Publication != null || version.Successor != null)
                .Select(version => new { version.Slug, version.Version, version.Publication, version.Successor }).ToListAsync(cancellationToken);
            catalogue.Lead(versions.Where(version => version.Successor is not null).ToDictionary(
                version => new ProgrammeVersionRef(version.Slug, version.Version), version => new ProgrammeVersionRef(version.Slug, version.Successor!.Value)));
            await catalogue.OfferAsync(
                versions.Where(version => version.Publication is not null).GroupBy(version => version.Slug)
                    .ToDictionary(published => published.Key, published => published.MaxBy(version => version.Publication)!.Version),
                cancellationToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Also when the start has waited long enough.
            LogNotRefreshed(exception.GetType().Name);
        }
    }

    private async Task RecordAsync(IDispatcher dispatcher, CancellationToken cancellationToken)
    {
        var released = shipped.All.Values.Select(programme => new ReleasedVersion(ProgrammeVersionRef.Of(programme.Definition), programme.Text));
        var overruled = (await dispatcher.Send(new RecordReleasedVersionsCommand([.. released]), cancellationToken)).Value;
        catalogue.Overrule(overruled);
        foreach (var slug in overruled)
        {
            LogNumberTaken(slug, shipped.All[slug].Definition.Version);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The published programmes could not be looked for ({Fault}); those last known are offered")]
    private partial void LogNotRefreshed(string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The programme {Slug} of this release has the number {Version}, under which staff have another text")]
    private partial void LogNumberTaken(string slug, int version);
}
