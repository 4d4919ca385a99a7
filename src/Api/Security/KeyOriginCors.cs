using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Idempotency;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Api.Security;

/// <summary>
/// Lets the pages of a site read our answers where a publishable key names that site. A preflight carries no key yet, so it is
/// answered for the origins of all of them; the key itself is held to its own origins when it arrives.
/// </summary>
internal sealed partial class KeyOriginCors(IServiceScopeFactory scopes, TimeProvider time, ILogger<KeyOriginCors> logger) : ICorsPolicyProvider, IDisposable
{
    /// <summary>A key that was just issued or revoked counts this much later, and preflights cost at most a query in that time.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private static readonly string[] Exposed =
    [
        HeaderNames.Location, HeaderNames.ETag, HeaderNames.RetryAfter, HttpIdempotencyContext.ReplayedHeader, "RateLimit", "RateLimit-Policy",
        "api-supported-versions",
        "Deprecation", "Sunset",
    ];

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private Known? _known;

    private bool IsFresh => _known is { } known && time.GetElapsedTime(known.At) <= Freshness;

    public void Dispose() => _refreshing.Dispose();

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var origins = await OriginsAsync(context.RequestAborted);
        return new CorsPolicyBuilder()
            .SetIsOriginAllowed(origins.Contains)
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))
            .Build();
    }

    /// <summary>One request asks the database; the others meanwhile take what was known, or wait where nothing was.</summary>
    private async Task<HashSet<string>> OriginsAsync(CancellationToken aborted)
    {
        if (IsFresh || !await _refreshing.WaitAsync(_known is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, aborted))
        {
            return _known!.Origins;
        }

        try
        {
            if (!IsFresh)
            {
                _known = new Known(await ReadOrKeepAsync(), time.GetTimestamp());
            }

            return _known!.Origins;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Without the database the last known origins still hold: pages go on reading what needs no database.</summary>
    private async Task<HashSet<string>> ReadOrKeepAsync()
    {
        try
        {
            return await ReadAsync();
        }
        catch (Exception exception)
        {
            LogKept(exception.GetType().Name);
            return _known?.Origins ?? [];
        }
    }

    private async Task<HashSet<string>> ReadAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        var origins = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var key in scope.ServiceProvider.GetRequiredService<ICredentials>().PublishableKeysAsync())
        {
            if (key.IsActiveAt(now))
            {
                origins.UnionWith(key.Origins);
            }
        }

        return origins;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The origins of publishable keys could not be read, those last known hold: {ExceptionType}")]
    private partial void LogKept(string exceptionType);

    private sealed record Known(HashSet<string> Origins, long At);
}
