using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Persistence;

internal static class DatabaseContexts
{
    /// <summary>A context of the test's own, beside those of the service.</summary>
    public static AppDbContext Open(this TestDatabase database) => database.Kind == DatabaseKind.Sqlite
        ? new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(database.ConnectionString).Options)
        : new PostgresAppDbContext(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(database.ConnectionString).Options);
}
