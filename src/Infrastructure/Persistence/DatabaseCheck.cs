using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MobileBackend.Infrastructure.Persistence;

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
