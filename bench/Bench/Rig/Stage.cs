using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MobileBackend.Application.Common.Ports;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Postgres;
using Npgsql;

namespace MobileBackend.Bench.Rig;

/// <summary>
/// What is measured: the service's Release build as a process of its own, on an empty PostgreSQL of its own with fsync. Everything is on
/// as in production; only the limits on requests are raised out of reach.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int PoolSize = 100;

    /// <summary>Few enough that a service that has just started refuses none.</summary>
    private const int AtOnce = 8;

    private readonly ThrowawayPostgres _postgres;
    private readonly List<Child> _children = [];
    private readonly KeyValuePair<string, string?>[] _keys = Keys();

    private Stage(ThrowawayPostgres postgres, string connectionString)
    {
        _postgres = postgres;
        Sealer = Seals.Under(_keys);
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = PoolSize, IncludeErrorDetail = false }.ConnectionString;
        Folder = Directory.CreateTempSubdirectory("mobile-backend-bench-").FullName;
    }

    /// <summary>Settings of the service on top, for experiments.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Settings { get; set; } = [];

    /// <summary>The database of the service; a migrated one once the service ran.</summary>
    public string ConnectionString { get; }

    /// <summary>Seals as the service does, under its keys.</summary>
    public IPersonalDataSealer Sealer { get; }

    /// <summary>For logs and scripts; removed at the end.</summary>
    public string Folder { get; }

    public Uri Address { get; } = new($"http://127.0.0.1:{Child.FreePort()}");

    /// <summary>The service's process.</summary>
    public Child Service { get; private set; } = null!;

    public static async Task<Stage> SetAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var postgres = await ThrowawayPostgres.StartAsync(fsync: true);
        var stage = new Stage(postgres, await postgres.CreateDatabaseAsync("bench"));
        try
        {
            await stage.StartServiceAsync(settings);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the service, or starts it again with other settings.</summary>
    public async Task StartServiceAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        StopService();
        Service = await StartAsync("service", ["dotnet", Build.Service, "--urls", Address.ToString()],
        [
            new("DOTNET_ENVIRONMENT", "Bench"),
            new("ASPNETCORE_ENVIRONMENT", "Bench"),
            new("Logging:LogLevel:Default", "Warning"),
            new("Database:Provider", "PostgreSql"),
            new("ConnectionStrings:Default", ConnectionString),
            new("DataFolder", Folder),
            new("RateLimiting:Scale", "1000000"),
            new("Callbacks:SlotCapacity", "1000000"),
            .. _keys,
            .. settings,
            .. Settings,
        ], new Uri(Address, "/health/ready"));
    }

    public void StopService()
    {
        if (_children.Remove(Service))
        {
            Service.Dispose();
        }
    }

    /// <summary>Starts another server, which lives as long as the stage.</summary>
    public async Task<Child> StartAsync(string name, IEnumerable<string> command, IEnumerable<KeyValuePair<string, string?>> environment, Uri readyAddress)
    {
        var child = await Child.StartAsync(command, environment, Path.Combine(Folder, $"{name}.log"), readyAddress);
        _children.Add(child);
        return child;
    }

    /// <summary>Devices that the service registered, and their access tokens, which are good for a quarter of an hour.</summary>
    public async Task<IReadOnlyList<(HttpClient Client, string Token)>> RegisterDevicesAsync(int count)
    {
        var devices = new List<(HttpClient Client, string Token)>();
        foreach (var few in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            devices.AddRange(await Task.WhenAll(few.Select(_ => RegisterDeviceAsync())));
        }

        return devices;
    }

    /// <summary>Writes rows at once, as many and as fast as PostgreSQL takes them.</summary>
    /// <param name="table">The table with its columns in parentheses.</param>
    /// <param name="items">What the rows are about.</param>
    /// <param name="row">The values of a row.</param>
    public async Task CopyAsync<T>(string table, IEnumerable<T> items, Func<T, object[]> row)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT binary)");
        foreach (var item in items)
        {
            await copy.WriteRowAsync(CancellationToken.None, row(item));
        }

        await copy.CompleteAsync();
    }

    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The slots in which people can be called back, as the service offers them.</summary>
    public async Task<IReadOnlyList<(string Date, string Start)>> OfferedSlotsAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var page = await client.GetFromJsonAsync<JsonObject>("/api/v1/callback-slots?service=tis&days=14");
        return [.. page!["items"]!.AsArray().Select(slot => ((string)slot!["date"]!, (string)slot["start"]!))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _children)
        {
            child.Dispose();
        }

        await _postgres.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<(HttpClient Client, string Token)> RegisterDeviceAsync()
    {
        var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/devices", new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" });
        answer.EnsureSuccessStatusCode();
        var token = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (client, token);
    }

    private static KeyValuePair<string, string?>[] Keys()
    {
        static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return
        [
            new("Encryption:Keys:0:Id", "bench"), new("Encryption:Keys:0:Key", NewKey()), new("Encryption:IndexKeys:A", NewKey()),
            new("Signing:Keys:0:Id", "bench"), new("Signing:Keys:0:Key", NewKey()),
        ];
    }
}

/// <summary>The programs of this checkout.</summary>
internal static class Build
{
    /// <summary>The service's program, in the configuration of this one.</summary>
    public static string Service { get; } =
        Path.Combine(SolutionFolder.Find(), "src", "Api", "bin", Configuration, "net10.0", "MobileBackend.Api.dll");

    /// <summary>This program.</summary>
    public static string Bench { get; } = typeof(Build).Assembly.Location;

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
