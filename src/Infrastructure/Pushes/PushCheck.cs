using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>Whether messages are announced on phones too. They are in the inbox in any case.</summary>
internal sealed class PushCheck(IPushGateway gateway, PushChannel channel) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        (gateway.IsConfigured, channel.Fault) switch
        {
            (false, _) => HealthCheckResult.Degraded(
                "No account at the push service is configured (Firebase:ServiceAccountFile): messages stay in the inbox only."),
            (_, { } fault) => HealthCheckResult.Degraded($"The push service refuses the account or a platform's key ({fault})."),
            _ => HealthCheckResult.Healthy(),
        });
}
