using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Npgsql;

namespace MobileBackend.TestKit.Postgres;

/// <summary>
/// A PostgreSQL server for tests: a throwaway one from the installed binaries (PG_BIN, pg_config, PATH, /usr/lib/postgresql), or the server that TEST_POSTGRES
/// names. It ends with this process, however that ends, and leaves nothing behind. A test asks <see cref="SkipReason"/> before it asks for a server.
/// </summary>
public sealed class ThrowawayPostgres : IAsyncDisposable
{
    private static readonly Lazy<(PostgresInstallation? Found, string? Reason)> Installation = new(PostgresInstallation.Look);
    private static readonly Lazy<Task<ThrowawayPostgres>> SharedServer = new(
        () => GivenServer is { } given ? Task.FromResult(new ThrowawayPostgres(given, server: null)) : StartAsync(fsync: false));

    private readonly PostgresServer? _server;
    private readonly NpgsqlConnectionStringBuilder _address;
    private readonly ConcurrentDictionary<string, string> _databases = new();
    private readonly SemaphoreSlim _oneOrderAtATime = new(1);

    private ThrowawayPostgres(string connectionString, PostgresServer? server)
    {
        _server = server;
        _address = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Many small databases share the server's 200 connections: what a test no longer uses goes back soon.
            MaxPoolSize = 40,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
            IncludeErrorDetail = true,
        };
        if (server is null)
        {
            AppDomain.CurrentDomain.ProcessExit += DropAllDatabases;
        }
    }

    /// <summary>Why there is no PostgreSQL here for <see cref="SharedAsync"/>, null when there is.</summary>
    /// <exception cref="InvalidOperationException">There is none and REQUIRE_POSTGRES is true, as in CI: a test that needs it must not be skipped.</exception>
    public static string? SkipReason => GivenServer is null ? OwnServerSkipReason : null;

    /// <summary>Why there is no PostgreSQL here for <see cref="StartAsync"/>, which a server given by TEST_POSTGRES cannot replace.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="SkipReason"/>.</exception>
    public static string? OwnServerSkipReason =>
        Installation.Value.Reason is { } reason && Environment.GetEnvironmentVariable("REQUIRE_POSTGRES") == "true"
            ? throw new InvalidOperationException($"REQUIRE_POSTGRES is set. {reason}")
            : Installation.Value.Reason;

    /// <summary>False for the server of TEST_POSTGRES, which is not ours to stop.</summary>
    public bool CanRestart => _server is not null;

    private static string? GivenServer => Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <summary>The one server of this test process, started on first use, without fsync. Do not stop it: other tests run on it.</summary>
    public static Task<ThrowawayPostgres> SharedAsync() => SharedServer.Value;

    /// <summary>A server of the caller's own, for tests that stop it and for measurements; dispose of it.</summary>
    /// <param name="fsync">False is faster; data then survives a crash of the server, not one of the machine.</param>
    public static async Task<ThrowawayPostgres> StartAsync(bool fsync = true)
    {
        var installation = Installation.Value.Found ?? throw new InvalidOperationException(Installation.Value.Reason);
        var server = await PostgresServer.StartAsync(installation, fsync);
        return new ThrowawayPostgres($"Host=127.0.0.1;Port={server.Port};Username=test;Database=postgres", server);
    }

    /// <summary>Makes an empty database, or a copy of another one, and returns its connection string.</summary>
    /// <param name="prefix">What its name starts with: lower-case letters, digits and underscores.</param>
    /// <param name="template">The connection string of the database to copy, to which nobody may be connected meanwhile but through its idle pool.</param>
    public async Task<string> CreateDatabaseAsync(string? prefix = null, string? template = null)
    {
        var name = $"{prefix ?? "test"}_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        var copied = "template1";
        if (template is not null)
        {
            ClearPool(template);
            copied = new NpgsqlConnectionStringBuilder(template).Database!;
        }

        await ExecuteAsync($"CREATE DATABASE {Quoted(name)} TEMPLATE {Quoted(copied)}");
        var connectionString = new NpgsqlConnectionStringBuilder(_address.ConnectionString) { Database = name }.ConnectionString;
        _databases[name] = connectionString;
        return connectionString;
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made, with whoever is still connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        ClearPool(connectionString);
        await ExecuteAsync(DropStatement(name));
        _databases.TryRemove(name, out _);
    }

    /// <summary>Stops the server: at once as a crash would (clients are cut, the next start recovers from the log), or in an orderly way.</summary>
    public Task StopAsync(bool immediate) => OrderAsync(server => server.StopAsync(immediate));

    /// <summary>Starts the stopped server again on the same port with the same data, and waits until it is ready.</summary>
    public Task ResumeAsync() => OrderAsync(server => server.ResumeAsync());

    /// <summary>Stops and starts again. Connections that were pooled before are dead by design: the next use of each fails once.</summary>
    public async Task RestartAsync(bool immediate)
    {
        await StopAsync(immediate);
        await ResumeAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var connectionString in _databases.Values)
        {
            ClearPool(connectionString);
        }

        if (_server is null)
        {
            AppDomain.CurrentDomain.ProcessExit -= DropAllDatabases;
            DropAllDatabases(sender: null, EventArgs.Empty);
        }

        _server?.Dispose();
        _oneOrderAtATime.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void ClearPool(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string DropStatement(string name) => $"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)";

    private async Task OrderAsync(Func<PostgresServer, Task> order)
    {
        var server = _server ?? throw new InvalidOperationException("The server that TEST_POSTGRES names is not ours to stop: ask CanRestart first.");
        await _oneOrderAtATime.WaitAsync();
        try
        {
            await order(server);
        }
        finally
        {
            _oneOrderAtATime.Release();
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "A database's name cannot be a parameter; it is quoted.")]
    private async Task ExecuteAsync(string statement)
    {
        await using var connection = AdministrationConnection();
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    [SuppressMessage("Security", "CA2100", Justification = "A database's name cannot be a parameter; it is quoted.")]
    private void DropAllDatabases(object? sender, EventArgs e)
    {
        using var connection = AdministrationConnection();
        connection.Open();
        foreach (var name in _databases.Keys)
        {
            using var command = new NpgsqlCommand(DropStatement(name), connection);
            command.ExecuteNonQuery();
        }

        _databases.Clear();
    }

    // Not pooled: a pooled one would fail once after each restart.
    private NpgsqlConnection AdministrationConnection() =>
        new(new NpgsqlConnectionStringBuilder(_address.ConnectionString) { Pooling = false }.ConnectionString);
}
