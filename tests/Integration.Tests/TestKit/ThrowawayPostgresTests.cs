using MobileBackend.TestKit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.TestKit;

public sealed class ThrowawayPostgresTests
{
    [Fact]
    public async Task CreateDatabase_AskedTwice_GivesTwoEmptyDatabasesOfOneServer()
    {
        Assert.SkipWhen(ThrowawayPostgres.SkipReason is not null, ThrowawayPostgres.SkipReason ?? "");
        var postgres = await ThrowawayPostgres.SharedAsync();

        var first = await postgres.CreateDatabaseAsync("first");
        var second = await postgres.CreateDatabaseAsync("second");

        await ExecuteAsync(first, "CREATE TABLE only_here (id int)");
        (await ScalarAsync(second, "SELECT to_regclass('only_here')::text")).ShouldBe(DBNull.Value);
        (await ThrowawayPostgres.SharedAsync()).ShouldBeSameAs(postgres);
        await postgres.DropDatabaseAsync(first);
        await Should.ThrowAsync<PostgresException>(() => ScalarAsync(first, "SELECT 1"));
    }

    [Fact]
    public async Task CreateDatabase_FromTemplateStillInThePool_CopiesItsRows()
    {
        Assert.SkipWhen(ThrowawayPostgres.SkipReason is not null, ThrowawayPostgres.SkipReason ?? "");
        var postgres = await ThrowawayPostgres.SharedAsync();
        var template = await postgres.CreateDatabaseAsync("template");
        await ExecuteAsync(template, "CREATE TABLE kept AS SELECT generate_series(1, 3) AS id");

        var copies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => postgres.CreateDatabaseAsync("copy", template)));

        copies.Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        foreach (var copy in copies)
        {
            (await ScalarAsync(copy, "SELECT count(*) FROM kept")).ShouldBe(3L);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_WithCommittedRows_KeepsThemAndEndsOldConnections(bool immediate)
    {
        Assert.SkipWhen(ThrowawayPostgres.OwnServerSkipReason is not null, ThrowawayPostgres.OwnServerSkipReason ?? "");
        await using var postgres = await ThrowawayPostgres.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE kept AS SELECT 1 AS id");
        await using var old = new NpgsqlConnection(database);
        await old.OpenAsync();

        await postgres.RestartAsync(immediate);

        await Should.ThrowAsync<NpgsqlException>(async () => await new NpgsqlCommand("SELECT 1", old).ExecuteScalarAsync());
        NpgsqlConnection.ClearPool(old);
        (await ScalarAsync(database, "SELECT count(*) FROM kept")).ShouldBe(1L);
        (await ScalarAsync(database, "SELECT current_setting('fsync') || ' ' || current_setting('max_connections')")).ShouldBe("on 200");
    }

    [Fact]
    public async Task Stop_ThenResume_RefusesConnectionsMeanwhile()
    {
        Assert.SkipWhen(ThrowawayPostgres.OwnServerSkipReason is not null, ThrowawayPostgres.OwnServerSkipReason ?? "");
        await using var postgres = await ThrowawayPostgres.StartAsync(fsync: false);
        var database = await postgres.CreateDatabaseAsync();

        await postgres.StopAsync(immediate: true);
        await Should.ThrowAsync<NpgsqlException>(() => ScalarAsync(database, "SELECT 1"));
        await postgres.ResumeAsync();

        (await ScalarAsync(database, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_OfOwnServer_LeavesNoFolderAndNoListener()
    {
        Assert.SkipWhen(ThrowawayPostgres.OwnServerSkipReason is not null, ThrowawayPostgres.OwnServerSkipReason ?? "");
        string database;
        string folder;
        await using (var postgres = await ThrowawayPostgres.StartAsync(fsync: false))
        {
            database = await postgres.CreateDatabaseAsync();
            folder = Path.GetDirectoryName((string)(await ScalarAsync(database, "SELECT current_setting('data_directory')"))!)!;
            Directory.Exists(folder).ShouldBeTrue();
        }

        Directory.Exists(folder).ShouldBeFalse();
        await Should.ThrowAsync<NpgsqlException>(() => ScalarAsync(database, "SELECT 1"));
    }

    private static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(string connectionString, string query)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return await command.ExecuteScalarAsync();
    }
}
