using System.Diagnostics;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class ExtranetFaultTests : IAsyncLifetime
{
    private ExtranetSimulator _extranet = null!;
    private ExtranetClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _extranet = await ExtranetSimulator.StartAsync();
        _client = new ExtranetClient(_extranet);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _extranet.DisposeAsync();
    }

    [Fact]
    public async Task Sequence_ServesEachRequestOnceInOrder_ThenNothingIsWrong()
    {
        var rule = _extranet.Script.Next(FaultStep.Answer(503), FaultStep.Pass, FaultStep.Answer(429));
        var message = ExtranetClient.Requested();

        int[] answers =
        [
            await _client.StatusOfAsync(message), await _client.StatusOfAsync(message), await _client.StatusOfAsync(message),
            await _client.StatusOfAsync(message),
        ];

        answers.ShouldBe([503, 202, 429, 409]);
        rule.Remaining.ShouldBe(0);
        _extranet.Script.Rules.ShouldBeEmpty();
        _extranet.Book.Requests.Select(request => request.Stored).ShouldBe([false, true, false, false]);
    }

    [Fact]
    public async Task Standing_ServesAllThatNoSequenceServes_UntilRemoved()
    {
        var standing = _extranet.Script.Always(FaultStep.Answer(500));
        _extranet.Script.Next(FaultStep.Answer(401));
        var message = ExtranetClient.Requested();

        (await _client.StatusOfAsync(message)).ShouldBe(401);
        (await _client.StatusOfAsync(message)).ShouldBe(500);
        (await _client.StatusOfAsync(message)).ShouldBe(500);
        _extranet.Script.Remove(standing);
        (await _client.StatusOfAsync(message)).ShouldBe(202);
        standing.Taken.ShouldBe(2);
    }

    [Fact]
    public async Task Match_LeavesOthersAlone()
    {
        var bad = ExtranetClient.NewId();
        _extranet.Script.Always(ExtranetMatch.Callback(bad), FaultStep.Answer(422));
        _extranet.Script.Always(ExtranetMatch.MessageType(MessageType.Cancelled), FaultStep.Answer(503));
        _extranet.Script.Always(ExtranetMatch.Where(request => request.Body.Contains("Durand", StringComparison.Ordinal)), FaultStep.Answer(404));
        var durand = ExtranetClient.Requested();
        durand["callback"]!["lastName"] = "Durand";

        (await _client.StatusOfAsync(ExtranetClient.Requested(callbackId: bad))).ShouldBe(422);
        (await _client.StatusOfAsync(ExtranetClient.Cancelled(ExtranetClient.NewId()))).ShouldBe(503);
        (await _client.StatusOfAsync(durand)).ShouldBe(404);
        (await _client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);
    }

    [Fact]
    public async Task Answer_WithRetryAfter_SaysSecondsOrDate()
    {
        var until = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        _extranet.Script.Next(FaultStep.Answer(429).WithRetryAfter(TimeSpan.FromMinutes(2)), FaultStep.Answer(503).WithRetryAfter(until));

        using var seconds = await _client.PostAsync(ExtranetClient.Requested());
        using var date = await _client.PostAsync(ExtranetClient.Requested());

        seconds.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(2));
        date.Headers.RetryAfter!.Date.ShouldBe(until);
    }

    [Fact]
    public async Task Answer_Bodies_AreHtmlOrTenMegabytes()
    {
        _extranet.Script.Next(FaultStep.Html(502), FaultStep.Answer(200).WithBodyOf(10 * 1024 * 1024));

        using var html = await _client.PostAsync(ExtranetClient.Requested());
        using var large = await _client.PostAsync(ExtranetClient.Requested());

        html.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await large.Content.ReadAsByteArrayAsync()).Length.ShouldBe(10 * 1024 * 1024);
        _extranet.Book.MessageCount.ShouldBe(1);
    }

    [Fact]
    public async Task Redirect_NamesTheOtherPlaceAndStoresNothing()
    {
        _extranet.Script.Next(FaultStep.Redirect("http://127.0.0.1:9/elsewhere"));

        using var answer = await _client.PostAsync(ExtranetClient.Requested());

        ((int)answer.StatusCode).ShouldBe(307);
        answer.Headers.Location!.AbsoluteUri.ShouldBe("http://127.0.0.1:9/elsewhere");
        _extranet.Book.MessageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData(false, 202)]
    [InlineData(true, 409)]
    public async Task Cut_GivesNoAnswer_AndStoresOnlyWhenAfter(bool after, int nextAnswer)
    {
        _extranet.Script.Next(after ? FaultStep.CutAfterStoring : FaultStep.CutBeforeStoring);
        var message = ExtranetClient.Requested();

        await Should.ThrowAsync<HttpRequestException>(() => _client.PostAsync(message));

        _extranet.Book.MessageCount.ShouldBe(after ? 1 : 0);
        _extranet.Book.Requests.ShouldHaveSingleItem().AnswerStatus.ShouldBeNull();
        (await _client.StatusOfAsync(message)).ShouldBe(nextAnswer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_LastsUntilTheClientGivesUp(bool after)
    {
        _extranet.Script.Next(after ? FaultStep.SilenceAfterStoring : FaultStep.Silence);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(() => _client.PostAsync(ExtranetClient.Requested(), patience.Token));

        _extranet.Book.MessageCount.ShouldBe(after ? 1 : 0);
    }

    [Fact]
    public async Task Slow_AnswersHonestlyAfterTheWait()
    {
        _extranet.Script.Next(FaultStep.Slow(TimeSpan.FromMilliseconds(300)));
        var started = Stopwatch.GetTimestamp();

        (await _client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);

        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
    }

    [Fact]
    public async Task Slow_ClientGivesUpFirst_StoresNothing()
    {
        _extranet.Script.Next(FaultStep.Slow(TimeSpan.FromMilliseconds(600)), FaultStep.Slow(TimeSpan.FromMilliseconds(1_500)));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => _client.PostAsync(ExtranetClient.Requested(), patience.Token));

        // By the time that the next is through, the first would have been, too.
        (await _client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);
        _extranet.Book.MessageCount.ShouldBe(1);
    }

    [Fact]
    public async Task AcceptDuplicates_Answers202Twice_AndStoresOnce()
    {
        _extranet.Script.Always(FaultStep.AcceptDuplicates);
        var message = ExtranetClient.Requested();

        (await _client.StatusOfAsync(message)).ShouldBe(202);
        (await _client.StatusOfAsync(message)).ShouldBe(202);

        _extranet.Book.Messages.ShouldHaveSingleItem().Duplicates.ShouldBe(1);
    }

    [Fact]
    public async Task Answer_Storing_FailsAfterItStored()
    {
        _extranet.Script.Next(FaultStep.Answer(500).Storing(true));
        var message = ExtranetClient.Requested();

        (await _client.StatusOfAsync(message)).ShouldBe(500);

        _extranet.Book.MessageCount.ShouldBe(1);
        (await _client.StatusOfAsync(message)).ShouldBe(409);
    }

    [Fact]
    public async Task Answer_AcceptingWhatIsNotAsAgreed_StaysARefusal()
    {
        _extranet.Script.Always(FaultStep.AcceptDuplicates);
        var message = ExtranetClient.Requested();
        message["callback"]!["phoneNumber"] = "39 89";

        (await _client.StatusOfAsync(message)).ShouldBe(422);
    }

    [Fact]
    public async Task GoDown_RefusesConnections_AndKeepsTheBook()
    {
        (await _client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);
        await _extranet.GoDownAsync();

        await Should.ThrowAsync<HttpRequestException>(() => _client.PostAsync(ExtranetClient.Requested()));

        await _extranet.ComeBackAsync();
        (await _client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);
        _extranet.Book.MessageCount.ShouldBe(2);
    }

    [Fact]
    public async Task GoDown_WhileARequestIsHeld_CutsIt()
    {
        _extranet.Script.Next(FaultStep.Silence);
        var held = _client.PostAsync(ExtranetClient.Requested());
        await _extranet.Book.WaitUntilAsync(book => book.RequestCount == 1, TimeSpan.FromSeconds(5));

        await _extranet.GoDownAsync();

        await Should.ThrowAsync<HttpRequestException>(() => held);
    }

    [Fact]
    public async Task Script_OverHttp_DoesWhatItSays()
    {
        var callback = ExtranetClient.NewId();
        var script = $$"""
            { "rules": [
              { "match": { "callbackId": "{{callback}}", "type": "callback.requested" },
                "steps": [ { "status": 503, "retryAfter": 7, "times": 2 }, { "cut": "after-store" }, { "silence": "before-store" } ] },
              { "always": { "status": 502, "store": true, "body": "<p>", "contentType": "text/html", "delayMs": 1 } } ] }
            """;
        using var put = await _client.Http.PutAsync("script", new StringContent(script));
        ((int)put.StatusCode).ShouldBe(204);
        var message = ExtranetClient.Requested(callbackId: callback);

        using (var first = await _client.PostAsync(message))
        {
            ((int)first.StatusCode).ShouldBe(503);
            first.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        }

        (await _client.StatusOfAsync(message)).ShouldBe(503);
        await Should.ThrowAsync<HttpRequestException>(() => _client.PostAsync(message));
        _extranet.Book.MessageCount.ShouldBe(1);
        (await _client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(502);
        _extranet.Book.MessageCount.ShouldBe(2);

        var left = await _client.Http.GetStringAsync("script");
        left.ShouldContain("\"silence\":\"before-store\"");
        left.ShouldNotContain("503");
        using var again = await _client.Http.PutAsync("script", new StringContent(left));
        ((int)again.StatusCode).ShouldBe(204);
        using var delete = await _client.Http.DeleteAsync("script");
        _extranet.Script.Rules.ShouldBeEmpty();
        (await _client.StatusOfAsync(message)).ShouldBe(409);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "rules": [ {} ] }""")]
    [InlineData("""{ "rules": [ { "steps": [] } ] }""")]
    [InlineData("""{ "rules": [ { "steps": [ null ] } ] }""")]
    [InlineData("""{ "rules": [ null ] }""")]
    [InlineData("""{ "rules": [ { "steps": [ {} ], "always": {} } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "status": 99 } } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "status": 500, "cut": "after-store" } } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "cut": "sometimes" } } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "retryAfter": 3 } } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "status": 503, "retryAfter": true } } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "statsu": 500 } } ] }""")]
    [InlineData("""{ "rules": [ { "steps": [ { "times": 0 } ] } ] }""")]
    [InlineData("""{ "rules": [ { "always": { "times": 3 } } ] }""")]
    public async Task Script_Unreadable_Is400AndTheOldOneStays(string script)
    {
        _extranet.Script.Always(FaultStep.Answer(418));

        using var put = await _client.Http.PutAsync("script", new StringContent(script));

        ((int)put.StatusCode).ShouldBe(400);
        (await _client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(418);
    }

    [Fact]
    public async Task Book_DeletedOverHttp_IsEmptyAndTakesTheMessageAnew()
    {
        var message = ExtranetClient.Requested();
        await _client.StatusOfAsync(message);

        using var delete = await _client.Http.DeleteAsync("book");

        (await _client.ItemsAsync("messages")).ShouldBeEmpty();
        (await _client.ItemsAsync("requests")).ShouldBeEmpty();
        (await _client.StatusOfAsync(message)).ShouldBe(202);
    }
}
