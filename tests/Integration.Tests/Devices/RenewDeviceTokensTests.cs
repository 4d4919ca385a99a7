using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Devices;

public sealed class RenewDeviceTokensTests
{
    private const string Path = "/api/v1/devices/tokens";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Renew_FreshToken_GivesAPairThatWorks(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var first = await RegisterAsync(api);

        var second = await RenewAsync(api, first).ReadAsync(HttpStatusCode.OK);

        second["deviceId"]!.ToString().ShouldBe(first["deviceId"]!.ToString());
        second["refreshToken"]!.ToString().ShouldNotBe(first["refreshToken"]!.ToString());
        second["accessTokenExpiresAt"]!.ToString().ShouldBe("2026-11-23T08:15:00Z");
        await api.WithBearer(second["accessToken"]!.ToString()).GetAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
        await RenewAsync(api, second).ReadAsync(HttpStatusCode.OK);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Renew_AnswerGotLost_TheSameKeyGetsTheSamePairForThirtySeconds(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var first = await RegisterAsync(api);
        var second = await RenewAsync(api, first, "lost-1").ReadAsync(HttpStatusCode.OK);

        api.Time.Advance(TimeSpan.FromSeconds(30));
        var again = await RenewAsync(api, first, "lost-1").ReadAsync(HttpStatusCode.OK);
        again.ToJsonString().ShouldBe(second.ToJsonString());

        api.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await RenewAsync(api, first, "lost-1").ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("refresh-token-reused");
    }

    [Theory]
    [InlineData("key-1", "key-2")]
    [InlineData("key-1", null)]
    [InlineData(null, null)]
    [InlineData(null, "key-1")]
    public async Task Renew_SpentTokenAgain_IsRefusedAndEndsTheWholeFamily(string? firstKey, string? secondKey)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var first = await RegisterAsync(api);
        var second = await RenewAsync(api, first, firstKey).ReadAsync(HttpStatusCode.OK);

        (await RenewAsync(api, first, secondKey).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("refresh-token-reused");

        (await RenewAsync(api, second).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        (await RenewAsync(api, first, firstKey).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("refresh-token-reused");
        foreach (var pair in new[] { first, second })
        {
            (await api.WithBearer(pair["accessToken"]!.ToString()).GetAsync("/api/v1/devices/me").ReadProblemAsync(HttpStatusCode.Unauthorized))
                .ShouldBe("unauthenticated");
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Renew_TheSameTokenTwiceAtOnce_OneGetsThePairAndTheOtherEndsTheFamily(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        for (var round = 0; round < 10; round++)
        {
            var first = await RegisterAsync(api);

            var answers = await Task.WhenAll(RenewAsync(api, first), RenewAsync(api, first));

            answers.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Unauthorized], ignoreOrder: true);
            var pair = await Task.FromResult(answers.Single(answer => answer.IsSuccessStatusCode)).ReadAsync(HttpStatusCode.OK);
            (await RenewAsync(api, pair).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Renew_TheSameTokenAndKeyManyTimesAtOnce_AllGetOnePair(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var first = await RegisterAsync(api);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RenewAsync(api, first, "retry").ReadAsync(HttpStatusCode.OK)));

        answers.Select(answer => answer.ToJsonString()).Distinct().ShouldHaveSingleItem();
        await RenewAsync(api, answers[0]).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Renew_UnknownForgedOrExpiredToken_IsRefusedAndRevokesNobody()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var first = await RegisterAsync(api);
        var token = first["refreshToken"]!.ToString();
        var other = (await RegisterAsync(api))["refreshToken"]!.ToString();
        var idOfFirstSecretOfOther = token[..36] + other[36..];

        foreach (var bad in new[] { "nonsense", token[..^1], idOfFirstSecretOfOther, "pk" + token[2..] })
        {
            (await RenewAsync(api, new JsonObject { ["refreshToken"] = bad }).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        }

        (await RenewAsync(api, new JsonObject { ["refreshToken"] = "" }).ReadProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("validation-failed");
        (await RenewAsync(api, first, new string('k', 256)).ReadProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("validation-failed");
        api.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        var second = await RenewAsync(api, first).ReadAsync(HttpStatusCode.OK);
        api.Time.Advance(TimeSpan.FromDays(90));
        (await RenewAsync(api, second).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task Renew_FamilyOfFourHundredDays_HasToRegisterAnew()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var pair = await RegisterAsync(api);
        for (var days = 0; days < 400; days += 80)
        {
            pair = await RenewAsync(api, pair).ReadAsync(HttpStatusCode.OK);
            api.Time.Advance(TimeSpan.FromDays(80));
        }

        (await RenewAsync(api, pair).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }

    private static Task<JsonNode> RegisterAsync(ApiHost api) =>
        api.Http.PostAsJsonAsync("/api/v1/devices", new { app = "tis", platform = "ios", locale = "fr-FR", timeZone = "Europe/Paris" })
            .ReadAsync(HttpStatusCode.Created);

    private static Task<HttpResponseMessage> RenewAsync(ApiHost api, JsonNode pair, string? key = null)
    {
        var body = new JsonObject { ["refreshToken"] = pair["refreshToken"]!.ToString() };
        return key is null ? api.Http.PostAsJsonAsync(Path, body) : api.Http.PostOnceAsync(Path, body, key);
    }
}
