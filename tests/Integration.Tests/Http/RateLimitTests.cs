using System.Net;
using System.Net.Http.Json;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Http;

public sealed class RateLimitTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Address_OverItsQuota_IsAskedToWait()
    {
        // 6,000 a minute becomes 6.
        await using var api = await ProbeController.StartAsync(_database, settings: ("RateLimiting:Scale", "0.001"));
        using var first = await api.Http.GetAsync("/api/v1/probe/query");
        first.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"address\";q=6;w=60"]);
        first.Headers.GetValues("RateLimit").ShouldBe(["\"address\";r=5;t=10"]);
        for (var request = 0; request < 5; request++)
        {
            (await api.Http.GetAsync("/api/v1/probe/query")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await api.Http.GetAsync("/api/v1/probe/query");
        (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe("rate-limited");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        (await api.Http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK, "health has no limit");

        api.Time.Advance(TimeSpan.FromSeconds(10));
        (await api.Http.GetAsync("/api/v1/probe/query")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Registrations_OfOneAddress_HaveALimitOfTheirOwn()
    {
        await using var api = await ProbeController.StartAsync(
            _database, settings: [("RateLimiting:Scale", "0.002"), ("Devices:RegistrationsPerDay", "1000000")]);
        var device = new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" };
        for (var request = 0; request < 3; request++)
        {
            (await api.Http.PostAsJsonAsync("/api/v1/devices", device)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using var refused = await api.Http.PostAsJsonAsync("/api/v1/devices", device);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"registration\";q=3;w=60"]);
        (await api.Http.GetAsync("/api/v1/probe/query")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refusals_OfOneAddress_AreLimited()
    {
        await using var api = await ProbeController.StartAsync(_database, settings: ("RateLimiting:Scale", "0.002"));
        var guesser = api.WithBearer("nonsense");
        (await guesser.GetAsync("/api/v1/devices/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await guesser.GetAsync("/api/v1/devices/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var refused = await guesser.GetAsync("/api/v1/devices/me");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"refusals\";q=2;w=60"]);
    }

    [Fact]
    public async Task Refusals_OfOthersAtTheAddress_StopNobodyWithAGoodCredential()
    {
        await using var api = await ProbeController.StartAsync(_database, settings: ("RateLimiting:Scale", "0.002"));
        var device = await api.RegisterDeviceAsync();
        var guesser = api.WithBearer("nonsense");
        for (var request = 0; request < 3; request++)
        {
            await guesser.GetAsync("/api/v1/devices/me");
        }

        (await guesser.GetAsync("/api/v1/devices/me")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await device.GetAsync("/api/v1/devices/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await guesser.PostAsJsonAsync("/api/v1/devices/tokens", new { refreshToken = "rt_spent" }))
            .StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "who renews a token may still send the old one along");
    }
}
