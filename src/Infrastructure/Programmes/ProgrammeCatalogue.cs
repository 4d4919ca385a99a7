using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Programmes;

/// <summary>
/// What is offered, in memory: the files of this release until staff publish something, then that. <see cref="ProgrammeRefresher"/> keeps it up with the
/// database; without one it stays as it is. Earlier versions are read when somebody on the way with one comes, and the last used are kept.
/// </summary>
internal sealed partial class ProgrammeCatalogue : IProgrammeCatalogue
{
    /// <summary>Versions kept besides those that are offered, some megabytes each.</summary>
    public const int MostKept = 16;

    /// <summary>So long nobody looks again for whether a text that cannot be read can be.</summary>
    private static readonly TimeSpan KeptUnreadable = TimeSpan.FromMinutes(1);

    private readonly ShippedProgrammes _shipped;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILogger<ProgrammeCatalogue> _logger;
    private readonly ConcurrentDictionary<ProgrammeVersionRef, Kept> _kept = new();
    private long _uses;
    private volatile Dictionary<string, ProgrammeDefinition> _offered;
    private volatile IReadOnlyList<ProgrammeDefinition> _all;

    private volatile IReadOnlyDictionary<ProgrammeVersionRef, ProgrammeVersionRef> _successors = new Dictionary<ProgrammeVersionRef, ProgrammeVersionRef>();

    /// <summary>Programmes of which staff have another text under the number of this release: theirs is what people went by.</summary>
    private volatile IReadOnlyCollection<string> _overruled = [];

    /// <summary>What was taken over last; the refresher's alone.</summary>
    private IReadOnlyDictionary<string, int> _published = new Dictionary<string, int>();

    public ProgrammeCatalogue(ShippedProgrammes shipped, IServiceScopeFactory scopes, TimeProvider time, ILogger<ProgrammeCatalogue> logger)
    {
        (_shipped, _scopes, _time, _logger) = (shipped, scopes, time, logger);
        _offered = shipped.All.ToDictionary(programme => programme.Key, programme => programme.Value.Definition, StringComparer.Ordinal);
        _all = InOrder(_offered);
    }

    public IReadOnlyList<ProgrammeDefinition> All => _all;

    public ProgrammeDefinition? Find(string slug) => _offered.GetValueOrDefault(slug);

    public ProgrammeDefinition? Find(ProgrammeVersionRef version)
    {
        if (Find(version.Slug) is { } offered && offered.Version == version.Version)
        {
            return offered;
        }

        if (!_overruled.Contains(version.Slug) && _shipped.All.GetValueOrDefault(version.Slug)?.Definition is { } shipped && shipped.Version == version.Version)
        {
            return shipped;
        }

        if (!_kept.TryGetValue(version, out var kept) || !kept.Reading.IsCompletedSuccessfully)
        {
            return null;
        }

        kept.LastUse = NextUse();
        return kept.Reading.Result;
    }

    public async ValueTask<ProgrammeDefinition?> FindAsync(ProgrammeVersionRef version, CancellationToken cancellationToken)
    {
        if (Find(version) is { } known)
        {
            return known;
        }

        if (!_shipped.All.ContainsKey(version.Slug))
        {
            return null;
        }

        if (_kept.TryGetValue(version, out var vain) && vain.IsInVain(_time.GetUtcNow() - KeptUnreadable))
        {
            _kept.TryRemove(KeyValuePair.Create(version, vain));
        }

        // Whoever asks meanwhile waits for the same reading, which nobody's going away ends.
        var kept = _kept.GetOrAdd(
            version, _ => new Kept(_time.GetUtcNow(), () => Task.Run(() => ReadAsync(version), CancellationToken.None)) { LastUse = NextUse() });
        while (_kept.Count > MostKept)
        {
            _kept.TryRemove(_kept.MinBy(each => each.Value.LastUse));
        }

        return await kept.Reading.WaitAsync(cancellationToken);
    }

    public async ValueTask<ProgrammeDefinition?> FindSuccessorAsync(ProgrammeVersionRef version, CancellationToken cancellationToken) =>
        _successors.TryGetValue(version, out var successor) ? await FindAsync(successor, cancellationToken) : null;

    /// <summary>Goes by the database for the versions that this release brought of some programmes.</summary>
    public void Overrule(IReadOnlyCollection<string> slugs) => _overruled = slugs;

    /// <summary>Takes over which versions staff want others to be followed by.</summary>
    public void Lead(IReadOnlyDictionary<ProgrammeVersionRef, ProgrammeVersionRef> successors) => _successors = successors;

    /// <summary>Takes over what is published now.</summary>
    /// <param name="published">By slug, the published version of each programme that staff have published one of. Never called twice at once.</param>
    /// <param name="cancellationToken">Cancels the reading; what is offered then stays.</param>
    public async Task OfferAsync(IReadOnlyDictionary<string, int> published, CancellationToken cancellationToken)
    {
        var offered = new Dictionary<string, ProgrammeDefinition>(_offered, StringComparer.Ordinal);
        foreach (var (slug, shipped) in _shipped.All)
        {
            if (!published.TryGetValue(slug, out var version))
            {
                offered[slug] = shipped.Definition;
            }
            else if (!_published.TryGetValue(slug, out var last) || last != version)
            {
                // What cannot be read leaves what was offered; it is said once, and not read again every few seconds.
                offered[slug] = await ReadPublishedAsync(new ProgrammeVersionRef(slug, version), shipped, cancellationToken) ?? offered[slug];
            }
        }

        _published = published;
        if (offered.Any(programme => !ReferenceEquals(_offered[programme.Key], programme.Value)))
        {
            _offered = offered;
            _all = InOrder(offered);
        }
    }

    private static IReadOnlyList<ProgrammeDefinition> InOrder(Dictionary<string, ProgrammeDefinition> offered) =>
        [.. offered.Values.OrderBy(programme => programme.Slug, StringComparer.Ordinal)];

    private async Task<ProgrammeDefinition?> ReadPublishedAsync(ProgrammeVersionRef version, ShippedProgramme shipped, CancellationToken cancellationToken)
    {
        var text = await TextAsync(version, cancellationToken);
        return text is null ? null
            : string.Equals(text, shipped.Text, StringComparison.Ordinal) ? shipped.Definition
            : Read(version, text);
    }

    private async Task<ProgrammeDefinition?> ReadAsync(ProgrammeVersionRef version)
    {
        if (await TextAsync(version, CancellationToken.None) is { } text)
        {
            return Read(version, text);
        }

        // It may come in the next moment, and asking for it costs next to nothing.
        _kept.TryRemove(version, out _);
        return null;
    }

    private async Task<string?> TextAsync(ProgrammeVersionRef version, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().ProgrammeVersions.AsNoTracking()
            .Where(known => known.Slug == version.Slug && known.Version == version.Version)
            .Select(known => known.Definition).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Null for what an earlier release could read and this one cannot.</summary>
    private ProgrammeDefinition? Read(ProgrammeVersionRef version, string text)
    {
        try
        {
            return _shipped.Reader.Read(version.Slug, text);
        }
        catch (ContentException fault)
        {
            LogUnreadable(version.Slug, version.Version, fault.Line, fault.Problem.English);
            return null;
        }
    }

    private long NextUse() => Interlocked.Increment(ref _uses);

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Version} of the programme {Slug} cannot be read by this release, line {Line}: {Problem}")]
    private partial void LogUnreadable(string slug, int version, long line, string problem);

    private sealed class Kept(DateTimeOffset since, Func<Task<ProgrammeDefinition?>> read)
    {
        private readonly Lazy<Task<ProgrammeDefinition?>> _reading = new(read);
        private long _lastUse;

        public Task<ProgrammeDefinition?> Reading => _reading.Value;

        /// <summary>Whether it is over and came to nothing, so that it is worth trying again: at once what failed, later what cannot be read.</summary>
        /// <param name="earlier">What could not be read by then is tried again.</param>
        public bool IsInVain(DateTimeOffset earlier) =>
            Reading.IsCompleted && (!Reading.IsCompletedSuccessfully || (Reading.Result is null && since <= earlier));

        public long LastUse
        {
            get => Interlocked.Read(ref _lastUse);
            set => Interlocked.Exchange(ref _lastUse, value);
        }
    }
}
