using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit.Postgres;
using Xunit;

namespace MobileBackend.TestKit;

/// <summary>The databases that the service runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>For theories that run on each database: <c>[ClassData(typeof(EachDatabase))]</c>.</summary>
public sealed class EachDatabase : TheoryData<DatabaseKind>
{
    public EachDatabase()
    {
        Add(DatabaseKind.Sqlite);
        Add(DatabaseKind.PostgreSql);
    }
}

/// <summary>An empty, migrated database of its own for one test; gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private static string? _sqliteTemplate;
    private static string? _postgresTemplate;

    private TestDatabase(DatabaseKind kind, string connectionString, string folder)
    {
        Kind = kind;
        ConnectionString = connectionString;
        Folder = folder;
    }

    public DatabaseKind Kind { get; }

    public string ConnectionString { get; }

    /// <summary>A folder of its own, which is also the service's data folder: two hosts on one database share its keys.</summary>
    public string Folder { get; }

    /// <summary>The settings under which the service uses this database.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Database:Provider", Kind.ToString()),
        new("ConnectionStrings:Default", ConnectionString),
        new("DataFolder", Folder),
    ];

    /// <summary>Makes a database. Where there is no PostgreSQL the running test is skipped, with the reason.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="migrated">False for an empty one.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, bool migrated = true)
    {
        var folder = Directory.CreateTempSubdirectory("mobile-backend-test-").FullName;
        if (kind == DatabaseKind.PostgreSql)
        {
            Assert.SkipWhen(ThrowawayPostgres.SkipReason is not null, ThrowawayPostgres.SkipReason ?? string.Empty);
            var server = await ThrowawayPostgres.SharedAsync();
            return new TestDatabase(kind, await server.CreateDatabaseAsync(template: migrated ? await PostgresTemplateAsync(server) : null), folder);
        }

        var file = Path.Combine(folder, "test.db");
        if (migrated)
        {
            File.Copy(await SqliteTemplateAsync(), file);
        }

        return new TestDatabase(kind, $"Data Source={file}", folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (Kind == DatabaseKind.PostgreSql)
        {
            await (await ThrowawayPostgres.SharedAsync()).DropDatabaseAsync(ConnectionString);
        }
        else
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static Task<string> SqliteTemplateAsync() => OnceAsync(() => _sqliteTemplate, value => _sqliteTemplate = value, async () =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("mobile-backend-template-").FullName, "template.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        await using var database = new SqliteAppDbContext(
            new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite($"Data Source={file};Pooling=False").UseSnakeCaseNamingConvention().Options);
        await database.Database.MigrateAsync();
        return file;
    });

    private static Task<string> PostgresTemplateAsync(ThrowawayPostgres server) => OnceAsync(
        () => _postgresTemplate, value => _postgresTemplate = value, async () =>
    {
        var connectionString = await server.CreateDatabaseAsync("template");
        await using var database = new PostgresAppDbContext(
            new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql($"{connectionString};Pooling=False").UseSnakeCaseNamingConvention().Options);
        await database.Database.MigrateAsync();
        return connectionString;
    });

    private static async Task<string> OnceAsync(Func<string?> read, Action<string> keep, Func<Task<string>> make)
    {
        await OneAtATime.WaitAsync();
        try
        {
            if (read() is not { } value)
            {
                value = await make();
                keep(value);
            }

            return value;
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
