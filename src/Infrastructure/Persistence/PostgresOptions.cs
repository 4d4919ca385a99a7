using Microsoft.EntityFrameworkCore;

namespace MobileBackend.Infrastructure.Persistence;

internal static class PostgresOptions
{
    /// <summary>Retries what a restart of the server broke: the first use of each pooled connection fails then, by design of the pool.</summary>
    public static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, postgres => postgres.EnableRetryOnFailure(maxRetryCount: 4, TimeSpan.FromSeconds(2), errorCodesToAdd: null));
}
