using Microsoft.Extensions.Diagnostics.HealthChecks;
using MobileBackend.Api.Shutdown;

namespace MobileBackend.Api.Health;

/// <summary>What the checks say, found out at most once a second: anyone may ask, as often as they like.</summary>
internal sealed class Readiness(HealthCheckService checks, Drain drain, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private static readonly Task<HealthReport> Stopping = Task.FromResult(new HealthReport(
        new Dictionary<string, HealthReportEntry>
        {
            ["stopping"] = new(
                HealthStatus.Unhealthy,
                "The service is stopping: requests are still answered, send new ones elsewhere.",
                TimeSpan.Zero,
                exception: null,
                data: null),
        },
        TimeSpan.Zero));

    private readonly Lock _gate = new();
    private Task<HealthReport>? _verdict;
    private DateTimeOffset _askedAt;

    /// <summary>
    /// The present verdict; those who ask while it is being found out wait for the same one. That this replica stops is told at once,
    /// without asking anyone else.
    /// </summary>
    public Task<HealthReport> GetAsync()
    {
        if (drain.HasBegun)
        {
            return Stopping;
        }

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
