using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>Whether messages have somewhere to go. Whether the extranet is up is not asked: the outbox waits for it.</summary>
internal sealed class ExtranetCheck(IExtranetTransport transport) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        transport.IsConfigured
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"No address of the extranet is configured ({transport.AddressSetting}): messages wait in the outbox."));
}
