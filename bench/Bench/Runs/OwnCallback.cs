using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using System.Net;
using System.Net.Http.Json;
using MobileBackend.Bench.Baseline;
using MobileBackend.Bench.Rig;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.Bench.Runs;

/// <summary>R1: a call back read back by its device, against a bare minimal API with the same SQL.</summary>
internal sealed class OwnCallback : IRun
{
    private const int Devices = 200;

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
            ("service", duration => wrk.RunAsync(stage.Address, ofService, duration)),
            ("bare API", duration => wrk.RunAsync(bare, ofBare, duration)));
        await rounds.RunAsync();
        var service = rounds.Of(0);
        var details = string.Create(CultureInfo.InvariantCulture, $"{service.PerSecond:0}/s ÷ {rounds.Of(1).PerSecond:0}/s");
        return new Measured(rounds.RatioTo(1), service.P50, service.P99, stage.Service.PeakMegabytes, details)
        {
            IsSound = rounds.Refused == 0,
        };
    }

    /// <summary>Devices with a call back each, asked for over HTTP; and the load, which goes round them.</summary>
    private static async Task<(string OfService, string OfBare)> SeedAsync(Stage stage)
    {
        var slots = await stage.OfferedSlotsAsync();
        var (ofService, ofBare) = (new RoundRobin(), new RoundRobin());
        for (var number = 0; number < Devices; number++)
        {
            var (client, token) = await stage.RegisterDeviceAsync();
            using (client)
            {
                var created = await client.PostAsJsonAsync("/api/v1/callback-requests", CallbackBodies.Submit(slots: slots[number % slots.Count])).ReadAsync(HttpStatusCode.Created);
                var id = (string)created["id"]!;
                ofService.Add($"/api/v1/callback-requests/{id}", ("Authorization", $"Bearer {token}"));
                ofBare.Add($"/devices/{new JsonWebToken(token).Subject}/callback-requests/{id}");
            }
        }

        return (ofService.ToString(), ofBare.ToString());
    }
}
