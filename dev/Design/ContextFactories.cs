using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Design;

/// <summary>Lets `dotnet ef` make the SQLite context without a database.</summary>
internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteAppDbContext>
{
    public SqliteAppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").UseSnakeCaseNamingConvention().Options);
}

/// <summary>Lets `dotnet ef` make the PostgreSQL context without a server.</summary>
internal sealed class PostgresContextFactory : IDesignTimeDbContextFactory<PostgresAppDbContext>
{
    public PostgresAppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options);
}
