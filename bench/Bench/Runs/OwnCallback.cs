using System.Net;
using System.Net.Http.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using MobileBackend.Bench.Baseline;
using MobileBackend.Bench.Rig;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.Bench.Runs;

/// <summary>R1: a call back read back by its device, against a bare minimal API with the same SQL.</summary>
internal sealed class OwnCallback : IRun
{
    private const int Devices = 100;

    public string Id => "R1";

    public string What => "GET /callback-requests/{id} by its device ÷ bare minimal API with the same SQL";

    public Goal Goal { get; } = new(0.45, 0.60);

    public async Task<Measured> MeasureAsync()
    {
        await using var stage = await Stage.SetAsync();
        var bare = await BareApi.StartAsync(stage);
        var (ofService, ofBare) = await SeedAsync(stage);
        var wrk = new Wrk(stage.Folder);
        var rounds = new Interleaved(
            ("service", stage.Service, duration => wrk.RunAsync(stage.Address, ofService, duration, stage.Service)),
            ("bare API", bare.Server, duration => wrk.RunAsync(bare.Address, ofBare, duration, bare.Server)));
        await rounds.RunAsync();
        var service = rounds.Of(0);
        return new Measured(rounds.RatioTo(1), service.P50, service.P99, stage.Service.PeakMegabytes, $"{rounds.Tell(0)}; {rounds.Tell(1)}")
        {
            IsSound = rounds.Refused == 0,
        };
    }

    /// <summary>Devices with a call back each, asked for over HTTP; and the load, which goes round them.</summary>
    private static async Task<(string OfService, string OfBare)> SeedAsync(Stage stage)
    {
        var slots = await stage.OfferedSlotsAsync();
        var (ofService, ofBare) = (new RoundRobin(), new RoundRobin());
        foreach (var (client, token) in await stage.RegisterDevicesAsync(Devices))
        {
            using (client)
            {
                var slot = slots[Random.Shared.Next(slots.Count)];
                var created = await client.PostAsJsonAsync("/api/v1/callback-requests", CallbackBodies.Submit(slots: slot)).ReadAsync(HttpStatusCode.Created);
                var id = (string)created["id"]!;
                ofService.Add($"/api/v1/callback-requests/{id}", ("Authorization", $"Bearer {token}"));
                ofBare.Add($"/devices/{new JsonWebToken(token).Subject}/callback-requests/{id}");
            }
        }

        return (ofService.ToString(), ofBare.ToString());
    }
}
