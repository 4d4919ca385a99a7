using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Partners;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Partners;

public sealed class ApiKeyTests
{
    private const string Path = "/api/v1/staff/api-keys";
    private const string Site = "https://www.example.fr";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Key_FromIssueToRevocation_WorksAsLongAsItShouldAndLeavesATrail(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var administrator = api.StaffClient("administrator");

        var first = await administrator.PostAsJsonAsync(Path, Secret()).ReadAsync(HttpStatusCode.Created);
        await UseAsync(api, first).ReadAsync(HttpStatusCode.OK);
        api.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await administrator.PostAsJsonAsync($"{Path}/{first["id"]}/rotation", new { overlapHours = 2 }).ReadAsync(HttpStatusCode.Created);
        await UseAsync(api, second).ReadAsync(HttpStatusCode.OK);
        (await administrator.PostAsJsonAsync($"{Path}/{first["id"]}/rotation", new { }).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("api-key-revoked");
        api.Time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        await UseAsync(api, first).ReadAsync(HttpStatusCode.OK);
        api.Time.Advance(TimeSpan.FromSeconds(1));
        (await UseAsync(api, first).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        var revoked = await administrator.PostAsync($"{Path}/{second["id"]}/revocation", null).ReadAsync(HttpStatusCode.OK);
        revoked["revokedAt"]!.ToString().ShouldBe("2026-11-23T10:00:01Z");
        (await UseAsync(api, second).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");

        var page = await administrator.GetAsync($"{Path}?limit=1").ReadAsync(HttpStatusCode.OK);
        page["items"]![0]!["id"]!.ToString().ShouldBe(second["id"]!.ToString());
        page["items"]![0]!["replaces"]!.ToString().ShouldBe(first["id"]!.ToString());
        var rest = await administrator.GetAsync($"{Path}?cursor={page["nextCursor"]}").ReadAsync(HttpStatusCode.OK);
        rest["items"]!.AsArray().Count.ShouldBe(1);
        rest["items"]![0]!.AsObject().ContainsKey("key").ShouldBeFalse();
        var trail = await administrator.GetAsync("/api/v1/staff/audit-trail").ReadAsync(HttpStatusCode.OK);
        trail["items"]!.AsArray().Select(entry => entry!["action"]!.ToString()).ShouldBe(["api-key-revoked", "api-key-rotated", "api-key-issued"]);
        trail["items"]!.AsArray().ShouldAllBe(entry => entry!["actor"]!.ToString() == "staff-in-tests");
    }

    [Fact]
    public async Task Issue_SameIdempotencyKey_IssuesOnce()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var administrator = api.StaffClient("administrator");

        var first = await administrator.PostOnceAsync(Path, Secret(), "once").ReadAsync(HttpStatusCode.Created);
        var again = await administrator.PostOnceAsync(Path, Secret(), "once").ReadAsync(HttpStatusCode.Created);

        again.ToJsonString().ShouldBe(first.ToJsonString());
        (await administrator.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rotate_SameIdempotencyKeyOnTwoKeys_RotatesEachOnce()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var administrator = api.StaffClient("administrator");
        var a = await administrator.PostAsJsonAsync(Path, Secret()).ReadAsync(HttpStatusCode.Created);
        var b = await administrator.PostAsJsonAsync(Path, Secret()).ReadAsync(HttpStatusCode.Created);

        var ofA = await RotateOnceAsync(a).ReadAsync(HttpStatusCode.Created);
        var ofB = await RotateOnceAsync(b).ReadAsync(HttpStatusCode.Created);
        var ofAInCapitals = await RotateOnceAsync(a, inCapitals: true).ReadAsync(HttpStatusCode.Created);

        ofA["apiKey"]!["replaces"]!.ToString().ShouldBe(a["id"]!.ToString());
        ofB["apiKey"]!["replaces"]!.ToString().ShouldBe(b["id"]!.ToString());
        ofAInCapitals.ToJsonString().ShouldBe(ofA.ToJsonString());

        Task<HttpResponseMessage> RotateOnceAsync(JsonNode key, bool inCapitals = false)
        {
            var path = $"{Path}/{key["id"]}/rotation";
            return administrator.PostOnceAsync(inCapitals ? path.ToUpperInvariant() : path, new JsonObject { ["overlapHours"] = 2 }, "once");
        }
    }

    [Theory]
    [InlineData("adviser")]
    [InlineData("supervisor")]
    [InlineData("extranet")]
    public async Task Staff_WithoutTheRole_IsRefused(string role)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var staff = api.StaffClient(role);

        (await staff.GetAsync(Path).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await staff.PostAsJsonAsync(Path, Secret()).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await staff.GetAsync("/api/v1/staff/audit-trail").ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await api.Http.GetAsync(Path).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }

    [Theory]
    [InlineData("name", "\" \"", nameof(ApiKeyErrors.Name))]
    [InlineData("name", "\"a\\nb\"", nameof(ApiKeyErrors.Name))]
    [InlineData("scopes", "[]", nameof(ApiKeyErrors.Scope))]
    [InlineData("scopes", "[\"callbacks:read\"]", nameof(ApiKeyErrors.Scope))]
    [InlineData("origins", "[\"https://www.example.fr\"]", nameof(ApiKeyErrors.OriginsOfKind))]
    [InlineData("dailyQuota", "0", nameof(ApiKeyErrors.DailyQuota))]
    public async Task Issue_ValueThatCannotBe_IsRefusedAtItsField(string member, string json, string error)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var body = Secret();
        body[member] = JsonNode.Parse(json);

        var problem = await api.StaffClient("administrator").PostAsJsonAsync(Path, body).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]![member]![0]!.ToString().ShouldBe(((Error)typeof(ApiKeyErrors).GetProperty(error)!.GetValue(null)!).Text.French);
    }

    [Fact]
    public async Task Rotate_OverlapOfMoreThanAMonth_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var administrator = api.StaffClient("administrator");
        var issued = await administrator.PostAsJsonAsync(Path, Secret()).ReadAsync(HttpStatusCode.Created);

        var problem = await administrator.PostAsJsonAsync($"{Path}/{issued["id"]}/rotation", new { overlapHours = 721 }).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!["overlapHours"]![0]!.ToString().ShouldBe(ApiKeyErrors.Overlap.Text.French);
    }

    [Fact]
    public async Task PublishableKey_ElsewhereThanOnItsSite_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var key = await api.IssueKeyAsync("publishable", "callbacks:write", Site);
        await api.IssueKeyAsync("publishable", "callbacks:write", "https://other.example.fr");

        foreach (var origin in new[] { null, "https://other.example.fr", "http://www.example.fr", "https://www.example.fr.evil.example", "null" })
        {
            (await SendAsync(api, key, origin).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("origin-not-allowed");
        }

        await SendAsync(api, key, Site).ReadAsync(HttpStatusCode.Created);
        (await api.WithHeader("X-Api-Key", await api.IssueKeyAsync("publishable", "directory:read", Site)).WithOrigin(Site)
            .PostAsJsonAsync("/api/v1/callback-requests", CallbackBodies.Submit()).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await api.WithHeader("X-Api-Key", key).WithOrigin(Site).GetAsync("/api/v1/callback-requests").ReadProblemAsync(HttpStatusCode.Forbidden))
            .ShouldBe("forbidden");
    }

    [Fact]
    public async Task SecretKey_InABrowser_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var key = await api.IssueKeyAsync("secret", "callbacks:write");

        (await SendAsync(api, key, Site).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("origin-not-allowed");
        await SendAsync(api, key, null).ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Key_ThatNobodyIssued_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var key = await api.IssueKeyAsync("secret", "callbacks:write");
        var other = await api.IssueKeyAsync("secret", "callbacks:write");

        foreach (var bad in new[] { "sk_nonsense", key[..^1], "pk" + key[2..], key[..36] + other[36..] })
        {
            (await SendAsync(api, bad, null).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        }
    }

    [Fact]
    public async Task Key_OverItsDailyQuota_IsAskedToWait()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [new("RateLimiting:Scale", "1")]);
        var body = Secret();
        body["dailyQuota"] = 2;
        var issued = await api.StaffClient("administrator").PostAsJsonAsync(Path, body).ReadAsync(HttpStatusCode.Created);
        var key = issued["key"]!.ToString();
        await SendAsync(api, key, null).ReadAsync(HttpStatusCode.Created);
        await SendAsync(api, key, null).ReadAsync(HttpStatusCode.Created);

        using var refused = await SendAsync(api, key, null);

        (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe("rate-limited");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(16), "the day ends at midnight UTC");
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("publishable")]
    public async Task Key_IssuedWithoutAQuota_HasTheUsualOne(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [new("RateLimiting:Scale", "1"), new("Callbacks:SlotCapacity", "100")]);
        var origin = kind == "publishable" ? Site : null;
        var key = await api.IssueKeyAsync(kind, "callbacks:write", origin is null ? [] : [origin]);
        await SendAsync(api, key, origin).ReadAsync(HttpStatusCode.Created);
        await api.WithServiceAsync((AppDbContext context) => context.UsageCounters.Where(counter => counter.Counter == "key:daily")
            .ExecuteUpdateAsync(row => row.SetProperty(counter => counter.Uses, 4_999)));

        await SendAsync(api, key, origin).ReadAsync(HttpStatusCode.Created);
        (await SendAsync(api, key, origin).ReadProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe("rate-limited");
    }

    [Fact]
    public async Task Cors_FollowsTheOriginsOfPublishableKeys()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var key = await api.IssueKeyAsync("publishable", "callbacks:write", Site);

        using var preflight = await PreflightAsync(api, Site);
        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Header(preflight, "Access-Control-Allow-Origin").ShouldBe(Site);
        Header(preflight, "Access-Control-Allow-Headers").ShouldContain("x-api-key");
        preflight.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        using var unknown = await PreflightAsync(api, "https://evil.example");
        unknown.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();

        using var answer = await SendAsync(api, key, Site);
        Header(answer, "Access-Control-Allow-Origin").ShouldBe(Site);
        Header(answer, "Access-Control-Expose-Headers").ShouldContain("Location");
        Header(answer, "Vary").ShouldContain("Origin");
        using var refused = await SendAsync(api, "pk_nonsense", Site);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Header(refused, "Access-Control-Allow-Origin").ShouldBe(Site, "so that the page can read why");
    }

    private static JsonObject Secret() => new()
    {
        ["kind"] = "secret",
        ["name"] = "Partenaire",
        ["scopes"] = new JsonArray("callbacks:write"),
    };

    private static Task<HttpResponseMessage> UseAsync(ApiHost api, JsonNode issued) =>
        api.WithHeader("X-Api-Key", issued["key"]!.ToString()).GetAsync("/api/v1/callback-requests");

    private static Task<HttpResponseMessage> SendAsync(ApiHost api, string key, string? origin) =>
        api.WithHeader("X-Api-Key", key).WithOrigin(origin).PostAsJsonAsync("/api/v1/callback-requests", CallbackBodies.Submit());

    private static Task<HttpResponseMessage> PreflightAsync(ApiHost api, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/callback-requests");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,idempotency-key,x-api-key");
        return api.Http.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}

internal static class OriginExtensions
{
    public static HttpClient WithOrigin(this HttpClient client, string? origin)
    {
        if (origin is not null)
        {
            client.DefaultRequestHeaders.Add("Origin", origin);
        }

        return client;
    }
}
