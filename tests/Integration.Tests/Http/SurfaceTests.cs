using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Http;

public sealed class SurfaceTests : IAsyncLifetime
{
    private readonly Recorder _log = new();
    private TestDatabase _database = null!;
    private ApiHost _api = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _api = await ProbeController.StartAsync(_database, services => services.AddLogging(logging =>
        {
            logging.AddProvider(_log);
            logging.SetMinimumLevel(LogLevel.Information);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _database.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/api/v9/helplines")]
    [InlineData("/api/vx/helplines")]
    [InlineData("/api/helplines")]
    [InlineData("/api/v1/helplines/no-such-line")]
    [InlineData("/docs/nowhere")]
    [InlineData("/problems/no-such-code")]
    public async Task Path_Unknown_IsNotFoundForAnyone(string path) =>
        (await _api.Http.GetAsync(path).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");

    [Theory]
    [InlineData("DELETE", "/api/v1/helplines", "GET")]
    [InlineData("GET", "/api/v1/devices/tokens", "POST")]
    [InlineData("POST", "/health/live", "GET, HEAD")]
    [InlineData("DELETE", "/api/v1/callback-requests", "GET, POST")]
    public async Task Method_NotTaken_IsRefusedWithThoseThatAre(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await _api.Http.SendAsync(request);

        (await Task.FromResult(answer).ReadProblemAsync(HttpStatusCode.MethodNotAllowed)).ShouldBe("method-not-allowed");
        string.Join(", ", answer.Content.Headers.Allow).ShouldBe(allowed);
    }

    [Theory]
    [InlineData(401, "unauthenticated")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not-found")]
    [InlineData(415, "unsupported-media-type")]
    [InlineData(429, "rate-limited")]
    public async Task Status_Bare_GetsItsProblem(int status, string code) =>
        (await _api.Http.GetAsync($"/api/v1/probe/bare/{status}").ReadProblemAsync((HttpStatusCode)status)).ShouldBe(code);

    [Fact]
    public async Task Bug_InAUseCase_TellsNobodyWhatWasSent()
    {
        var answer = await _api.Http.GetAsync("/api/v1/probe/bug").ReadAsync(HttpStatusCode.InternalServerError);

        ((string?)answer["code"]).ShouldBe("internal-error");
        answer.ToJsonString().ShouldNotContain("Camille");
        _log.Lines.ShouldContain(line => line.Contains("InvalidOperationException") && line.Contains(nameof(ProbeController.Bug)));
        _log.Lines.ShouldNotContain(line => line.Contains("Camille"));
    }

    [Fact]
    public async Task Database_OutOfReach_AnswersOverloadedAndWhenToComeBack()
    {
        using var answer = await _api.Http.GetAsync("/api/v1/probe/database-down");

        (await Task.FromResult(answer).ReadProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("overloaded");
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        _log.Lines.ShouldNotContain(line => line.Contains("Camille"));
    }

    [Theory]
    [InlineData(5, HttpStatusCode.ServiceUnavailable, "overloaded")]
    [InlineData(10, HttpStatusCode.ServiceUnavailable, "overloaded")]
    [InlineData(13, HttpStatusCode.ServiceUnavailable, "overloaded")]
    [InlineData(19, HttpStatusCode.InternalServerError, "internal-error")]
    public async Task Sqlite_BusyOrWithoutItsDisk_AnswersOverloaded(int code, HttpStatusCode status, string problem) =>
        (await _api.Http.GetAsync($"/api/v1/probe/sqlite/{code}").ReadProblemAsync(status)).ShouldBe(problem);

    [Theory]
    [InlineData(null, "fr", "Introuvable")]
    [InlineData("en-GB,en;q=0.8", "en", "Not found")]
    [InlineData("de", "fr", "Introuvable")]
    public async Task Problem_SpeaksTheLanguageAskedFor(string? accept, string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        using var answer = await _api.Http.SendAsync(request);

        var problem = await Task.FromResult(answer).ReadAsync(HttpStatusCode.NotFound);
        ((string?)problem["title"]).ShouldBe(title);
        ((string?)problem["type"]).ShouldBe("/problems/not-found");
        ((string?)problem["traceId"]).ShouldNotBeNullOrEmpty();
        answer.Content.Headers.ContentLanguage.ShouldBe([language]);
    }

    [Fact]
    public async Task Answer_OfTheApi_NamesItsVersionsAndProtectsItself()
    {
        using var answer = await _api.Http.GetAsync("/api/v1/probe/query");

        answer.Headers.GetValues("api-supported-versions").ShouldBe(["1.0"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Server.ShouldBeEmpty();
    }

    [Fact]
    public async Task Operation_Deprecated_SaysSinceWhenAndUntilWhen()
    {
        using var answer = await _api.Http.GetAsync("/api/v1/probe/old");

        answer.Headers.GetValues("Deprecation").ShouldBe(["@1767225600"]);
        answer.Headers.GetValues("Sunset").ShouldBe(["Fri, 01 Jan 2027 00:00:00 GMT"]);
    }

    [Fact]
    public async Task PublicRead_KnownAlready_IsNotSentAgain()
    {
        using var first = await _api.Http.GetAsync("/api/v1/probe/read");
        first.Headers.CacheControl!.ToString().ShouldBe("public, max-age=60");
        first.Headers.Vary.ShouldContain("Accept-Language");
        first.Headers.GetValues("api-supported-versions").ShouldBe(["1.0"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/probe/read");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await _api.Http.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        unchanged.Headers.ETag.ShouldBe(first.Headers.ETag);

        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/v1/probe/read");
        other.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        other.Headers.TryAddWithoutValidation("Accept-Language", "en");
        (await _api.Http.SendAsync(other)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task HelpLines_AreReadByAnyone()
    {
        var lines = await _api.Http.GetAsync("/api/v1/helplines?at=2026-11-23T09:00:00Z").ReadAsync(HttpStatusCode.OK);
        var line = await _api.Http.GetAsync("/api/v1/helplines/tis-3989").ReadAsync(HttpStatusCode.OK);

        lines["items"]!.AsArray().Count.ShouldBe(9);
        lines.AsObject().ContainsKey("nextCursor").ShouldBeTrue();
        lines["nextCursor"].ShouldBeNull();
        ((string?)line["phoneNumber"]).ShouldBe("39 89");
        ((bool?)line["isOpen"]).ShouldBe(true);
    }

    [Fact]
    public async Task Health_WithoutAnExtranet_IsReadyAndSaysWhatItLacks()
    {
        ((string?)(await _api.Http.GetAsync("/health/live").ReadAsync(HttpStatusCode.OK))["status"]).ShouldBe("healthy");

        var ready = await _api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.OK);
        ((string?)ready["status"]).ShouldBe("degraded");
        ((string?)ready["checks"]!["database"]!["status"]).ShouldBe("healthy");
        ((string?)ready["checks"]!["extranet"]!["description"])!.ShouldContain("Extranet:BaseUrl");
    }

    [Fact]
    public async Task ProblemPage_IsReadByPeopleAndPrograms()
    {
        using var page = await _api.Http.GetAsync("/problems/slot-full");
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await page.Content.ReadAsStringAsync()).ShouldContain("slot-full");
        (await _api.Http.GetStringAsync("/problems")).ShouldContain("/problems/callback-closed");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/problems/slot-full");
        request.Headers.Accept.ParseAdd("application/json");
        ((int?)(await _api.Http.SendAsync(request).ReadAsync(HttpStatusCode.OK))["status"]).ShouldBe(409);
    }

    [Fact]
    public async Task Docs_LoadWithinTheirOwnContentPolicy()
    {
        using var page = await _api.Http.GetAsync("/docs/index.html");
        var html = await page.Content.ReadAsStringAsync();

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
        html.ShouldNotContain("<script>", customMessage: "inline scripts are not let by the policy");
        (await _api.Http.GetAsync("/docs/index.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _api.Http.GetAsync("/docs/swagger-ui-bundle.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AccessLog_TellsTheRouteAndNeverWhatWasAsked()
    {
        await _api.Http.GetAsync("/api/v1/probe/query?text=Camille-was-here");
        await _api.Http.GetAsync("/0639981234");

        await WaitForAsync(() => _log.Lines.Any(line => line.StartsWith("GET api/v{version:apiVersion}/probe/query 200 in ", StringComparison.Ordinal)));
        _log.Lines.ShouldNotContain(line => line.Contains("Camille-was-here") || line.Contains("0639981234"));
    }

    /// <summary>The line is written after the answer was sent.</summary>
    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var waited = 0; waited < 100 && !condition(); waited++)
        {
            await Task.Delay(50);
        }

        condition().ShouldBeTrue();
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)}{exception}");

        public void Dispose()
        {
        }
    }
}
