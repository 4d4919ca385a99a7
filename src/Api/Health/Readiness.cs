using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MobileBackend.Api.Health;

/// <summary>What the checks say, found out at most once a second: anyone may ask, as often as they like.</summary>
internal sealed class Readiness(HealthCheckService checks, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _verdict;
    private DateTimeOffset _askedAt;

    /// <summary>The present verdict; those who ask while it is being found out wait for the same one.</summary>
    public Task<HealthReport> GetAsync()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_verdict is null || (_verdict.IsCompleted && (now - _askedAt).Duration() >= Freshness))
            {
                _askedAt = now;
                _verdict = checks.CheckHealthAsync(CancellationToken.None);
            }

            return _verdict;
        }
    }
}
