using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Persistence;

internal static class DatabaseContexts
{
    /// <summary>A context of the test's own, beside those of the service.</summary>
    public static AppDbContext Open(this TestDatabase database, params IEnumerable<IInterceptor> interceptors) => database.Kind == DatabaseKind.Sqlite
        ? new SqliteAppDbContext(
            new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(database.ConnectionString).UseSnakeCaseNamingConvention()
                .AddInterceptors(interceptors).Options)
        : new PostgresAppDbContext(
            new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(database.ConnectionString).UseSnakeCaseNamingConvention()
                .AddInterceptors(interceptors).Options);
}
