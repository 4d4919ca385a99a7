using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Brings the database to the present version, once, however many programs start together.</summary>
public interface IDatabaseMigrator
{
    Task MigrateAsync(CancellationToken cancellationToken);
}

internal sealed class DatabaseMigrator(AppDbContext database, DatabaseOptions options) : IDatabaseMigrator
{
    /// <summary>Any number of ours; it names the lock.</summary>
    private const long LockNumber = 3989_2026;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (options.Provider == DatabaseProvider.PostgreSql)
        {
            await MigratePostgresAsync(cancellationToken);
        }
        else
        {
            await MigrateSqliteAsync(cancellationToken);
        }
    }

    /// <summary>The lock belongs to a session: it is gone with the process that dies in the middle.</summary>
    private async Task MigratePostgresAsync(CancellationToken cancellationToken)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = LockNumber } } })
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // A large table may take longer to migrate than any statement of daily work.
        database.Database.SetCommandTimeout(TimeSpan.Zero);
        await database.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>
    /// The operating system drops a file lock with its process; EF's own lock is a row, which a process killed in a migration leaves
    /// behind for good. So the file lock is the one that counts, and its holder may clear the row.
    /// </summary>
    private async Task MigrateSqliteAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var held = await HoldFileAsync($"{file}.migration.lock", cancellationToken);
        var connection = database.Database.GetDbConnection();
        await database.Database.OpenConnectionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
            if ((long)(await command.ExecuteScalarAsync(cancellationToken))! > 0)
            {
                await database.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
            }
        }

        await database.Database.MigrateAsync(cancellationToken);
        await database.Database.CloseConnectionAsync();
    }

    private static async Task<FileStream> HoldFileAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
