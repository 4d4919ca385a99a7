using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MobileBackend.Infrastructure.Persistence;

internal static class PostgresOptions
{
    /// <summary>
    /// Statements are prepared once a connection, instead of being parsed and planned for every request; and connections go back to the pool
    /// without <c>DISCARD ALL</c>, since nothing here leaves a setting, a lock or a temporary table in its session. The operator's own words
    /// in the connection string come after these and win.
    /// </summary>
    private const string Defaults = "Max Auto Prepare=100;Auto Prepare Min Usages=2;No Reset On Close=true;";

    /// <summary>
    /// A server that is stopped says farewell to each session, which Npgsql does not count among what passes; and a prepared statement whose
    /// columns a migration changed fails once on each connection, and is then prepared anew. Neither statement was carried out.
    /// </summary>
    private static readonly string[] AlsoPassing = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.FeatureNotSupported];

    /// <summary>Retries what a restart of the server broke: the first use of each pooled connection fails then, by design of the pool.</summary>
    public static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(Defaults + connectionString, postgres => postgres.EnableRetryOnFailure(maxRetryCount: 4, TimeSpan.FromSeconds(2), AlsoPassing))
        .UseSnakeCaseNamingConvention();
}
