using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class FirebaseFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private FirebaseSimulator _firebase = null!;
    private FirebaseClient _client = null!;

    public static TheoryData<string, FaultStep, int, string, string?> Errors => new()
    {
        { "UNREGISTERED", FcmFault.Unregistered, 404, "NOT_FOUND", "UNREGISTERED" },
        { "INVALID_TOKEN", FcmFault.InvalidToken, 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT" },
        { "INVALID_TOKEN_FIELD", FcmFault.InvalidTokenByField, 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT" },
        { "INVALID_PAYLOAD", FcmFault.InvalidPayload, 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT" },
        { "SENDER_ID_MISMATCH", FcmFault.SenderIdMismatch, 403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH" },
        { "QUOTA_EXCEEDED", FcmFault.QuotaExceeded(), 429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED" },
        { "UNAVAILABLE", FcmFault.Unavailable(), 503, "UNAVAILABLE", "UNAVAILABLE" },
        { "INTERNAL", FcmFault.Internal, 500, "INTERNAL", "INTERNAL" },
        { "THIRD_PARTY_AUTH_ERROR", FcmFault.ThirdPartyAuthError, 401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR" },
        { "UNAUTHENTICATED", FcmFault.PlainUnauthorized, 401, "UNAUTHENTICATED", null },
        { "PERMISSION_DENIED", FcmFault.PlainForbidden, 403, "PERMISSION_DENIED", null },
        { "NOT_FOUND", FcmFault.BareNotFound, 404, "NOT_FOUND", null },
    };

    public async ValueTask InitializeAsync()
    {
        _firebase = await FirebaseSimulator.StartAsync();
        _client = await FirebaseClient.SignedInAsync(_firebase);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _firebase.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public async Task Error_InCodeOrJson_HasFcmsBody(string name, FaultStep step, int status, string googleStatus, string? fcmCode)
    {
        _firebase.Script.Next(step);
        var coded = await _client.RefusalOfAsync(FirebaseClient.Message());
        await PutScriptAsync($$"""{ "rules": [ { "steps": [ { "error": "{{name}}" } ] } ] }""");
        var named = await _client.RefusalOfAsync(FirebaseClient.Message());

        foreach (var (answer, error) in ((int, JsonNode)[])[coded, named])
        {
            answer.ShouldBe(status);
            ((int)error["code"]!).ShouldBe(status);
            ((string)error["status"]!).ShouldBe(googleStatus);
            FirebaseClient.FcmCodeOf(error).ShouldBe(fcmCode);
        }

        _firebase.Book.MessageCount.ShouldBe(0);
        _firebase.Book.Outcomes[name].ShouldBe(2);
    }

    [Fact]
    public async Task Error_OfATokenOrOfThePayload_DiffersByItsField()
    {
        _firebase.Script.Next(FcmFault.InvalidToken, FcmFault.InvalidTokenByField, FcmFault.InvalidPayload);

        FirebaseClient.FieldOf((await _client.RefusalOfAsync(FirebaseClient.Message())).Error).ShouldBeNull();
        FirebaseClient.FieldOf((await _client.RefusalOfAsync(FirebaseClient.Message())).Error).ShouldBe("message.token");
        FirebaseClient.FieldOf((await _client.RefusalOfAsync(FirebaseClient.Message())).Error).ShouldBe("message.android.ttl");
    }

    [Fact]
    public async Task RetryAfter_IsTold()
    {
        _firebase.Script.Next(FcmFault.QuotaExceeded(TimeSpan.FromMinutes(1)), FcmFault.Unavailable(TimeSpan.FromSeconds(12)), FcmFault.Unavailable());

        using var quota = await _client.SendAsync(FirebaseClient.Message());
        using var unavailable = await _client.SendAsync(FirebaseClient.Message());
        using var silent = await _client.SendAsync(FirebaseClient.Message());

        quota.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        unavailable.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(12));
        silent.Headers.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Match_LeavesOthersAlone()
    {
        _firebase.Script.Always(FcmMatch.To("gone"), FcmFault.Unregistered);
        _firebase.Script.Next(FcmMatch.Where(request => request.Title == "Minuit"), FcmFault.Internal);
        _firebase.Script.Always(new FcmMatch { MessageId = "m-7" }, FcmFault.SenderIdMismatch);

        (await _client.StatusOfAsync(FirebaseClient.Message("gone"))).ShouldBe(404);
        (await _client.StatusOfAsync(FirebaseClient.Message("here"))).ShouldBe(200);
        (await _client.StatusOfAsync(FirebaseClient.Message("here", title: "Minuit"))).ShouldBe(500);
        (await _client.StatusOfAsync(FirebaseClient.Message("here", title: "Minuit"))).ShouldBe(200);
        (await _client.StatusOfAsync(FirebaseClient.Message("here", "m-7"))).ShouldBe(403);
        (await _client.StatusOfAsync(FirebaseClient.Message("gone"))).ShouldBe(404);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_GivesNoAnswer_AndDeliversOnlyWhenAfter(bool after)
    {
        _firebase.Script.Next(after ? FaultStep.CutAfterStoring : FaultStep.CutBeforeStoring);

        await Should.ThrowAsync<HttpRequestException>(() => _client.SendAsync(FirebaseClient.Message("phone", "m-1")));

        _firebase.Book.MessageCount.ShouldBe(after ? 1 : 0);
        _firebase.Book.Outcomes.ShouldHaveSingleItem().ShouldBe(new(FcmBook.NoAnswer, 1));
        (await _client.StatusOfAsync(FirebaseClient.Message("phone", "m-1"))).ShouldBe(200);
        _firebase.Book.DoublesTo("phone").ShouldBe(after ? 1 : 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_LastsUntilTheClientGivesUp(bool after)
    {
        _firebase.Script.Next(after ? FaultStep.SilenceAfterStoring : FaultStep.Silence);
        using var patience = new CancellationTokenSource();
        var sending = _client.SendAsync(FirebaseClient.Message(), patience.Token);
        await _firebase.Book.WaitUntilAsync(book => book.MessageCount == (after ? 1 : 0) && book.RequestCount == 1, Patience);

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        await _firebase.Book.WaitUntilAsync(book => book.Outcomes.GetValueOrDefault(FcmBook.NoAnswer) == 1, Patience);
        _firebase.Book.MessageCount.ShouldBe(after ? 1 : 0);
    }

    [Fact]
    public async Task Answers_OfAProxy_AreHtmlRedirectOrTenMegabytes()
    {
        _firebase.Script.Next(FaultStep.Html(502), FaultStep.Redirect("http://127.0.0.1:9/elsewhere"), FaultStep.Answer(200).WithBodyOf(10 * 1024 * 1024));

        using var html = await _client.SendAsync(FirebaseClient.Message());
        using var redirect = await _client.SendAsync(FirebaseClient.Message());
        using var large = await _client.SendAsync(FirebaseClient.Message());

        html.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        redirect.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        (await large.Content.ReadAsByteArrayAsync()).Length.ShouldBe(10 * 1024 * 1024);
        _firebase.Book.MessageCount.ShouldBe(1);
        _firebase.Book.Outcomes.Keys.ShouldBe(["HTTP 502", "HTTP 307", "HTTP 200"], ignoreOrder: true);
    }

    [Fact]
    public async Task Slow_AnswersHonestlyAfterTheWait()
    {
        _firebase.Script.Always(FaultStep.Slow(TimeSpan.FromMilliseconds(300)));
        var started = Stopwatch.GetTimestamp();

        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);

        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
    }

    [Fact]
    public async Task Mix_GivesEachStepItsShare()
    {
        _firebase.Script.Mix(new FaultMix(
            FaultStep.Pass, new(0.10, FcmFault.Unregistered), new(0.05, FcmFault.Unavailable()), new(0.02, FcmFault.QuotaExceeded())));

        await SendManyAsync(1000);

        var outcomes = _firebase.Book.Outcomes;
        outcomes["UNREGISTERED"].ShouldBeInRange(98, 102);
        outcomes["UNAVAILABLE"].ShouldBeInRange(48, 52);
        outcomes["QUOTA_EXCEEDED"].ShouldBeInRange(18, 22);
        outcomes[FcmBook.Ok].ShouldBe(_firebase.Book.MessageCount);
        outcomes.Values.Sum().ShouldBe(1000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Mix_OfAnImpossibleShare_IsRefused(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new FaultMix(FaultStep.Pass, new FaultShare(share, FcmFault.Internal)));

    [Fact]
    public async Task Sequence_UnderConcurrency_ServesEachStepOnce()
    {
        var rule = _firebase.Script.Next(Enumerable.Repeat(FcmFault.Internal, 150));

        await SendManyAsync(400);

        rule.Taken.ShouldBe(150);
        _firebase.Script.Rules.ShouldBeEmpty();
        _firebase.Book.Outcomes["INTERNAL"].ShouldBe(150);
        _firebase.Book.MessageCount.ShouldBe(250);
    }

    [Fact]
    public async Task Script_OverHttp_DoesWhatItSays_AndReadsBack()
    {
        await PutScriptAsync("""
            { "rules": [
              { "match": { "token": "gone" }, "always": { "error": "UNREGISTERED", "delayMs": 1 } },
              { "match": { "topic": "news" }, "steps": [ { "error": "UNAVAILABLE", "retryAfter": 9 }, { "status": 418 } ] },
              { "mix": [ { "share": 1, "step": { "error": "QUOTA_EXCEEDED", "retryAfter": 60 } } ], "otherwise": { "delayMs": 2 } } ] }
            """);

        var left = await _client.Page.GetStringAsync("script");
        await PutScriptAsync(left);
        (await _client.Page.GetStringAsync("script")).ShouldBe(left);
        left.ShouldContain("""{"error":"UNREGISTERED","delayMs":1,"store":false}""");
        left.ShouldNotContain("FcmError");

        (await _client.StatusOfAsync(FirebaseClient.Message("gone"))).ShouldBe(404);
        using var topic = await _client.SendAsync("""{ "message": { "topic": "news" } }""");
        topic.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(9));
        using var other = await _client.SendAsync(FirebaseClient.Message());
        ((int)other.StatusCode).ShouldBe(429);
        other.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        using var delete = await _client.Page.DeleteAsync("script");
        (await _client.StatusOfAsync(FirebaseClient.Message("gone"))).ShouldBe(200);
    }

    [Theory]
    [InlineData("""{ "rules": [ { "always": { "error": "WHATEVER" } } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "error": "INTERNAL", "status": 500 } } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "error": "INTERNAL", "body": "x" } } ] }""")]
    [InlineData("""{ "rules": [ { "match": { "callbackId": "x" }, "always": {} } ] }""")]
    [InlineData("""{ "rules": [ { "match": { "predicate": "x" }, "always": {} } ] }""")]
    [InlineData("""{ "rules": [ { "mix": [] } ] }""")]
    [InlineData("""{ "rules": [ { "mix": [ null ] } ] }""")]
    [InlineData("""{ "rules": [ { "mix": [ { "share": 0.5 } ] } ] }""")]
    [InlineData("""{ "rules": [ { "mix": [ { "share": 0.6, "step": {} }, { "share": 0.6, "step": {} } ] } ] }""")]
    [InlineData("""{ "rules": [ { "mix": [ { "share": 0.5, "step": { "times": 2 } } ] } ] }""")]
    [InlineData("""{ "rules": [ { "always": {}, "otherwise": {} } ] }""")]
    public async Task Script_Unreadable_Is400AndTheOldOneStays(string script)
    {
        _firebase.Script.Always(FcmFault.Internal);

        using var put = await _client.Page.PutAsync("script", new StringContent(script));

        ((int)put.StatusCode).ShouldBe(400);
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(500);
    }

    [Fact]
    public async Task GoDown_RefusesConnections_AndKeepsBookAndTokens()
    {
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);
        await _firebase.GoDownAsync();

        await Should.ThrowAsync<HttpRequestException>(() => _client.SendAsync(FirebaseClient.Message()));
        await Should.ThrowAsync<HttpRequestException>(() => _client.Page.GetAsync("/"));

        await _firebase.ComeBackAsync();
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);
        _firebase.Book.MessageCount.ShouldBe(2);
    }

    [Fact]
    public async Task PriorKnowledge_ManyAtOnce_TakesSeveralConnections()
    {
        // 100 streams a connection: all 300 are held at once, so that one connection cannot be enough.
        _firebase.Script.Always(FaultStep.Slow(TimeSpan.FromMilliseconds(500)));
        var connections = 0;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectCallback = async (context, cancellationToken) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = _firebase.BaseAddress,
            Timeout = Patience,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => _client.SendAsync(FirebaseClient.Message().ToJsonString(), over: http)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK && answer.Version == HttpVersion.Version20);
        connections.ShouldBeGreaterThan(1);
        _firebase.Book.DistinctMessageIds.ShouldBe(300);
    }

    private Task SendManyAsync(int count) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = 40 }, async (_, _) => await _client.StatusOfAsync(FirebaseClient.Message()));

    private async Task PutScriptAsync(string script)
    {
        using var put = await _client.Page.PutAsync("script", new StringContent(script));
        ((int)put.StatusCode).ShouldBe(204, await put.Content.ReadAsStringAsync());
    }
}
