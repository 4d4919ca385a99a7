using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Pushes;

namespace MobileBackend.Infrastructure.Health;

internal static class HealthChecks
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(5))
        .AddCheck<ExtranetCheck>("extranet")
        .AddCheck<PushCheck>("push");
}

/// <summary>Reachable, and of the version that this program was built for.</summary>
internal sealed class DatabaseCheck(AppDbContext database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = await PendingAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("The database is of an older version: migrations are pending.") : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The exception itself is not passed on: its text names servers and accounts.
            return HealthCheckResult.Unhealthy("The database cannot be reached.");
        }
    }

    /// <summary>
    /// Asks twice: the first may have been given a pooled connection from before a restart of the server. EF's own retries are not for
    /// this query, and would keep a balancer waiting for seconds.
    /// </summary>
    private async Task<IEnumerable<string>> PendingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.Database.GetPendingMigrationsAsync(cancellationToken);
        }
        catch (DbException)
        {
            return await database.Database.GetPendingMigrationsAsync(cancellationToken);
        }
    }
}

/// <summary>Whether messages have somewhere to go. Whether the extranet is up is not asked: the outbox waits for it.</summary>
internal sealed class ExtranetCheck(IOutboxTransport transport) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        transport.IsConfigured
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"No address of the extranet is configured ({transport.AddressSetting}): messages wait in the outbox."));
}

/// <summary>Whether people are told on their phones too. Their messages are in the inbox in any case.</summary>
internal sealed class PushCheck(IPushGateway gateway, PushChannel channel) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        (gateway.IsConfigured, channel.Fault) switch
        {
            (false, _) => HealthCheckResult.Degraded("No account at the push service is configured (Firebase:ServiceAccountFile): messages stay in the inbox only."),
            (_, { } fault) => HealthCheckResult.Degraded($"The push service refuses the account or a platform's key ({fault})."),
            _ => HealthCheckResult.Healthy(),
        });
}
