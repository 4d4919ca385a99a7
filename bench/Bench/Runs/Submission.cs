using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using MobileBackend.Bench.Baseline;
using MobileBackend.Bench.Rig;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.Bench.Runs;

/// <summary>R4: somebody asks to be called back, against the same statements in bare batches, behind HTTP and in pgbench.</summary>
internal sealed class Submission : IRun
{
    private const int Devices = 100;

    /// <summary>The second of the two goals, which the first figure of a row is not about.</summary>
    private const double MustOfPgBench = 0.35;

    public string Id => "R4";

    public string What => "POST /callback-requests ÷ bare Npgsql batches of the same statements";

    public Goal Goal { get; } = new(0.40, 0.55);

    public async Task<Measured> MeasureAsync()
    {
        await using var stage = await Stage.SetAsync();
        var load = await SubmissionLoad.PrepareAsync(stage, Devices);
        var bare = await BareApi.StartAsync(stage);
        var script = await SubmissionScript.PrepareAsync(stage.ConnectionString);
        var wrk = new Wrk(stage.Folder);
        var pgbench = new PgBench(stage.Folder, stage.ConnectionString);
        var rounds = new Interleaved(
            ("service", stage.Service, duration => wrk.RunAsync(stage.Address, load.OfService(), duration, stage.Service)),
            ("bare batches", bare.Server, duration => wrk.RunAsync(bare.Address, load.OfBare(), duration, bare.Server)),
            ("pgbench", null, duration => pgbench.RunAsync(script, duration)));
        await rounds.RunAsync();
        var (service, ratioToPgBench) = (rounds.Of(0), rounds.RatioTo(2));
        var details = string.Create(
            CultureInfo.InvariantCulture,
            $"÷ pgbench {ratioToPgBench:0.00} (must {MustOfPgBench:0.00}, aim 0.50); {rounds.Tell(0)}; {rounds.Tell(1)}; {rounds.Tell(2)}");
        return new Measured(rounds.RatioTo(1), service.P50, service.P99, stage.Service.PeakMegabytes, details)
        {
            IsSound = rounds.Refused == 0 && ratioToPgBench >= MustOfPgBench,
        };
    }
}

/// <summary>Requests for call backs, each for another number, under a key of its own, in a slot at random.</summary>
internal sealed class SubmissionLoad
{
    /// <summary>More than any stretch of load sends.</summary>
    private const int NumbersOfARun = 500_000;

    private readonly List<(string Token, string DeviceId)> _devices = [];
    private IReadOnlyList<(string Date, string Start)> _slots = [];
    private int _runs;

    /// <summary>Registers devices, and asks for one call back, whose sealed texts the bare contenders write again.</summary>
    public static async Task<SubmissionLoad> PrepareAsync(Stage stage, int devices)
    {
        var load = new SubmissionLoad { _slots = await stage.OfferedSlotsAsync() };
        foreach (var (client, token) in await stage.RegisterDevicesAsync(devices))
        {
            if (load._devices.Count == 0)
            {
                using var created = await client.PostOnceAsync("/api/v1/callback-requests", CallbackBodies.Submit("0799999999", load._slots[^1]), "bench");
                created.EnsureSuccessStatusCode();
            }

            client.Dispose();
            load._devices.Add((token, new JsonWebToken(token).Subject));
        }

        return load;
    }

    public string OfService() => Script("\"/api/v1/callback-requests\"", "\"Bearer \" .. device[1]");

    public string OfBare() => Script("\"/devices/\" .. device[2] .. \"/callback-requests\"", "nil");

    private string Script(string path, string authorization) => string.Create(CultureInfo.InvariantCulture, $$"""
        local devices = { {{string.Join(", ", _devices.Select(device => $"{{\"{device.Token}\", \"{device.DeviceId}\"}}"))}} }
        local slots = { {{string.Join(", ", _slots.Select(slot => $"{{\"{slot.Date}\", \"{slot.Start}\"}}"))}} }
        local number = {{10_000_000 + (NumbersOfARun * ++_runs)}}
        function request()
          number = number + 1
          local device, slot = devices[number % #devices + 1], slots[math.random(#slots)]
          local body = string.format(
            '{"service":"tis","firstName":"Camille","lastName":"Exemple","phoneNumber":"06%d","wishedSlots":[{"date":"%s","start":"%s"}],"consent":true}',
            number, slot[1], slot[2])
          return wrk.format("POST", {{path}}, {["Host"]="127.0.0.1", ["Content-Type"]="application/json", ["Idempotency-Key"]="bench-" .. number,
            ["Authorization"]={{authorization}}}, body)
        end
        """);
}
