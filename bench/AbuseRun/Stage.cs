using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Domain.Common;
using MobileBackend.Simulators.AppCheck;
using MobileBackend.TestKit;
using Npgsql;

namespace MobileBackend.AbuseRun;

/// <summary>A slot as callers name it.</summary>
internal readonly record struct WantedSlot(string Date, string Start);

/// <summary>Two replicas on one PostgreSQL, with the limits as they ship, proofs observed, and a clock that the run moves.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string Site = "https://www.exemple.fr";

    private readonly TestDatabase _database;
    private readonly FixedTimeProvider _time;
    private readonly List<ApiHost> _replicas = [];
    private string _key = "";
    private int _turn;

    private Stage(TestDatabase database, FixedTimeProvider time, AppCheckSimulator appCheck)
    {
        _database = database;
        _time = time;
        AppCheck = appCheck;
    }

    public AppCheckSimulator AppCheck { get; }

    /// <summary>Every slot that can be chosen, in order.</summary>
    public IReadOnlyList<WantedSlot> Slots { get; private set; } = [];

    public IReadOnlyList<DateOnly> Days { get; private set; } = [];

    private Dictionary<DateOnly, int> Places { get; set; } = [];

    public static async Task<Stage> SetAsync(int capacity, bool hasShares)
    {
        // Early on a Monday morning, so that the whole day can be chosen.
        var time = new FixedTimeProvider(ApiHost.Start.AddHours(-3));
        var stage = new Stage(await TestDatabase.CreateAsync(DatabaseKind.PostgreSql), time, await AppCheckSimulator.StartAsync(clock: time));
        var settings = stage.Settings(capacity, hasShares).ToList();
        for (var replica = 0; replica < 2; replica++)
        {
            stage._replicas.Add(await ApiHost.StartAsync(stage._database, settings: settings, time: time));
        }

        stage._key = await stage._replicas[0].IssueKeyAsync("publishable", "callbacks:write", Site);
        var offered = await stage.OfferedAsync();
        stage.Slots = [.. offered.Select(slot => new WantedSlot((string)slot["date"]!, (string)slot["start"]!))];
        stage.Places = offered.GroupBy(DateOf).ToDictionary(day => day.Key, day => day.Sum(slot => (int)slot["remaining"]!));
        stage.Days = [.. stage.Places.Keys.Order()];
        return stage;
    }

    public int PlacesOn(DateOnly date) => Places[date];

    public async Task<int> FreePlacesAsync() => (await OfferedAsync()).Sum(slot => (int)slot["remaining"]!);

    /// <summary>A device of its own, registered at an address.</summary>
    public async Task<HttpClient> DeviceAsync(string address, bool isProven)
    {
        while (true)
        {
            var replica = Replica();
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/devices")
            {
                Content = JsonContent.Create(new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" }),
            };
            Mark(request.Headers, address, isProven);
            using var answer = await replica.Http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                var device = replica.WithBearer((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!);
                Mark(device.DefaultRequestHeaders, address, isProven);
                return device;
            }

            // The bucket of a minute: it refills with the clock of the run.
            Pass(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>A browser on the site, at an address.</summary>
    public HttpClient Visitor(string address)
    {
        var visitor = Replica().WithHeader("X-Api-Key", _key);
        visitor.DefaultRequestHeaders.Add("Origin", Site);
        Mark(visitor.DefaultRequestHeaders, address, isProven: false);
        return visitor;
    }

    public void Pass(TimeSpan time)
    {
        lock (_replicas)
        {
            _time.Advance(time);
        }
    }

    /// <summary>Places that are held, by day in Europe/Paris.</summary>
    public async Task<Dictionary<DateOnly, int>> HeldAsync()
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT reserved_slot FROM callback_requests WHERE status <> 'Cancelled'", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var slots = new List<DateTimeOffset>();
        while (await rows.ReadAsync())
        {
            slots.Add(rows.GetFieldValue<DateTimeOffset>(0));
        }

        return slots.GroupBy(slot => FrenchClock.DateAt(slot)).ToDictionary(day => day.Key, day => day.Count());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await AppCheck.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static DateOnly DateOf(JsonNode slot) => DateOnly.ParseExact((string)slot["date"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private ApiHost Replica() => _replicas[Interlocked.Increment(ref _turn) % _replicas.Count];

    private void Mark(System.Net.Http.Headers.HttpRequestHeaders headers, string address, bool isProven)
    {
        headers.Add("X-Forwarded-For", address);
        if (isProven)
        {
            headers.Add("X-Firebase-AppCheck", AppCheck.Mint());
        }
    }

    private async Task<List<JsonNode>> OfferedAsync()
    {
        var today = DateOnly.FromDateTime(ApiHost.Start.UtcDateTime);
        var slots = new List<JsonNode>();
        foreach (var from in (DateOnly[])[today, today.AddDays(14)])
        {
            var page = await _replicas[0].Http.GetFromJsonAsync<JsonObject>($"/api/v1/callback-slots?service=tis&from={from:yyyy-MM-dd}&days=14");
            slots.AddRange(page!["items"]!.AsArray().Select(slot => slot!));
        }

        return slots;
    }

    private IEnumerable<KeyValuePair<string, string?>> Settings(int capacity, bool hasShares) =>
    [
        new("RateLimiting:Scale", "1"),
        new("Logging:Console:LogLevel:Default", "Error"),
        new("ForwardedHeaders:KnownProxies", "127.0.0.1"),
        new("Callbacks:SlotCapacity", capacity.ToString(CultureInfo.InvariantCulture)),
        new("LoadShedding:LongestWait", "00:01:00"),
        new("Proof:AppCheck:Mode", "observe"),
        new("Proof:AppCheck:BaseUrl", AppCheck.BaseAddress.ToString()),
        new("Proof:AppCheck:ProjectNumber", AppCheck.ProjectNumber),
        new("Proof:AppCheck:AppIds:0", AppCheck.AppId),
        new("Proof:Challenge:Mode", "observe"),

        // What a solution costs is not measured here.
        new("Proof:Challenge:MaxNumber", "20"),

        // The shares are: an attacker who has more devices than one address may register.
        new("Devices:RegistrationsPerDay", "1000000"),
        .. hasShares
            ? []
            : (KeyValuePair<string, string?>[])
            [
                .. from proof in (string[])["WithoutProof", "WithChallenge"]
                from scope in (string[])["OfSlot", "OfDay", "OfHorizon"]
                select new KeyValuePair<string, string?>($"Callbacks:{proof}:{scope}", "1"),
                new("Callbacks:ScarceBelow", "0"),
                new("Callbacks:OpenPerDevice", "1000"),
            ],
    ];
}
