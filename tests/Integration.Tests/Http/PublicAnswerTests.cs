using System.Net;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Http;

public sealed class PublicAnswerTests : IAsyncLifetime
{
    private const string Site = "https://www.example.fr";

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/helplines")]
    [InlineData("/api/v1/helplines/tis-3989")]
    [InlineData("/api/v1/callback-slots?service=tis")]
    public async Task Read_ByManyThroughOneCache_IsNobodysOwn(string path)
    {
        await using var api = await ApiHost.StartAsync(_database);
        await api.IssueKeyAsync("publishable", "callbacks:write", Site);

        using var first = await api.Http.GetAsync(path);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.CacheControl!.Public.ShouldBeTrue();
        ShouldBeForAnyone(first);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        again.Headers.Add("Origin", Site);
        using var unchanged = await api.Http.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        unchanged.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Site]);
        ShouldBeForAnyone(unchanged);
    }

    [Theory]
    [InlineData("/problems")]
    [InlineData("/problems/slot-full")]
    public async Task ProblemPage_ByManyThroughOneCache_IsNobodysOwn(string path)
    {
        await using var api = await ApiHost.StartAsync(_database);
        using var page = await api.Http.GetAsync(path);

        page.Headers.CacheControl!.Public.ShouldBeTrue();
        page.Headers.Vary.ShouldContain("Accept");
        ShouldBeForAnyone(page);
    }

    [Fact]
    public async Task Read_OverTheLimit_TellsTheCallerOfIt()
    {
        await using var api = await ApiHost.StartAsync(_database, settings: [new("RateLimiting:Scale", "0.0001")]);
        await api.Http.GetAsync("/api/v1/callback-slots?service=tis");
        using var refused = await api.Http.GetAsync("/api/v1/callback-slots?service=tis");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        refused.Headers.Contains("RateLimit").ShouldBeTrue();
        refused.Headers.Contains("RateLimit-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task KeptRead_AskedAgainWithinASecond_IsTheSameAnswerOverAnyLimit()
    {
        await using var api = await ApiHost.StartAsync(_database, settings: [new("RateLimiting:Scale", "0.0001")]);
        using var first = await api.Http.GetAsync("/api/v1/helplines");
        using var again = await api.Http.GetAsync("/api/v1/helplines");

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        again.Headers.GetValues("api-supported-versions").ShouldBe(first.Headers.GetValues("api-supported-versions"));
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        ShouldBeForAnyone(again);
    }

    [Fact]
    public async Task KeptRead_InAnotherLanguageOrOfAnotherInstant_IsAnAnswerOfItsOwn()
    {
        await using var api = await ApiHost.StartAsync(_database);
        var french = await api.Http.GetStringAsync("/api/v1/helplines");
        var asleep = await api.Http.GetStringAsync("/api/v1/helplines?at=2026-11-23T03:00:00Z");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/helplines") { Headers = { { "Accept-Language", "en" } } };
        using var english = await api.Http.SendAsync(request);

        asleep.ShouldNotBe(french);
        (await english.Content.ReadAsStringAsync()).ShouldNotBe(french);
        english.Content.Headers.ContentLanguage.ShouldBe(["en"]);
    }

    [Fact]
    public async Task KeptRead_ByPagesOfSeveralSites_TellsEachOfItsOwnOrigin()
    {
        await using var api = await ApiHost.StartAsync(_database);
        await api.IssueKeyAsync("publishable", "callbacks:write", Site);
        foreach (var (origin, isAllowed) in new[] { (Site, true), ("https://elsewhere.example", false), (null, false), (Site, true) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/helplines");
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using var answer = await api.Http.SendAsync(request);
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed).ShouldBe(isAllowed);
            (allowed ?? []).ShouldBe(isAllowed ? [Site] : []);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Content.Headers.ContentLanguage.ShouldBe(["fr"]);
            ShouldBeForAnyone(answer);
        }
    }

    [Fact]
    public async Task KeptRead_KnownToTheClient_IsNotSentAgain()
    {
        await using var api = await ApiHost.StartAsync(_database);
        using var first = await api.Http.GetAsync("/api/v1/helplines");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/helplines");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await api.Http.SendAsync(request);

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        again.Headers.CacheControl!.ToString().ShouldBe(first.Headers.CacheControl!.ToString());
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        ShouldBeForAnyone(again);
    }

    [Fact]
    public async Task KeptRead_AskedByAnotherMethod_IsRefusedAsBefore()
    {
        await using var api = await ApiHost.StartAsync(_database);
        await api.Http.GetAsync("/api/v1/helplines");
        using var refused = await api.Http.PostAsync("/api/v1/helplines", content: null);

        refused.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task KeptRead_AfterASecond_IsAnsweredAnew()
    {
        await using var api = await ApiHost.StartAsync(_database);
        var open = await api.Http.GetStringAsync("/api/v1/helplines/tis-3989");
        api.Time.Advance(TimeSpan.FromHours(12));

        (await api.Http.GetStringAsync("/api/v1/helplines/tis-3989")).ShouldNotBe(open);
    }

    private static void ShouldBeForAnyone(HttpResponseMessage answer)
    {
        answer.Headers.Vary.Count(name => name == "Origin").ShouldBe(1);
        answer.Headers.Vary.ShouldContain("Accept-Language");
        answer.Headers.Contains("RateLimit").ShouldBeFalse();
        answer.Headers.Contains("RateLimit-Policy").ShouldBeFalse();
    }
}
