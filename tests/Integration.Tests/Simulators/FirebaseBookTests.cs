using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class FirebaseBookTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    [Fact]
    public async Task Doubles_AreOfTheSameIdForTheSamePhone()
    {
        await using var firebase = await FirebaseSimulator.StartAsync();
        using var client = await FirebaseClient.SignedInAsync(firebase);
        foreach (var (token, id) in ((string, string)[])[("a", "1"), ("b", "1"), ("a", "2"), ("a", "1"), ("a", "1")])
        {
            await client.StatusOfAsync(FirebaseClient.Message(token, id));
        }

        firebase.Book.DistinctMessageIds.ShouldBe(2);
        firebase.Book.DoubleCount.ShouldBe(2);
        firebase.Book.DoublesTo("a").ShouldBe(2);
        firebase.Book.DoublesTo("b").ShouldBe(0);
        firebase.Book.MessagesTo("a").Select(message => message.MessageId).ShouldBe(["1", "2", "1", "1"]);
    }

    [Fact]
    public async Task KeepMessages_False_CountsAll()
    {
        await using var firebase = await FirebaseSimulator.StartAsync(new() { KeepMessages = false });
        using var client = await FirebaseClient.SignedInAsync(firebase);
        firebase.Script.Next(FcmMatch.To("gone"), FcmFault.Unregistered);
        foreach (var (token, id) in ((string, string)[])[("a", "1"), ("a", "1"), ("b", "2"), ("gone", "3")])
        {
            await client.StatusOfAsync(FirebaseClient.Message(token, id));
        }

        firebase.Book.Requests.ShouldBeEmpty();
        firebase.Book.Messages.ShouldBeEmpty();
        var counts = await client.ReadAsync("counts");
        ((int)counts["requests"]!).ShouldBe(4);
        ((int)counts["messages"]!).ShouldBe(3);
        ((int)counts["distinctMessageIds"]!).ShouldBe(2);
        ((int)counts["doubles"]!).ShouldBe(1);
        ((int)counts["tokensIssued"]!).ShouldBe(1);
        ((int)counts["outcomes"]![FcmBook.Ok]!).ShouldBe(3);
        ((int)counts["outcomes"]!["UNREGISTERED"]!).ShouldBe(1);
        (await client.Page.GetStringAsync("/")).ShouldContain("comptés sans être gardés");

        using var delete = await client.Page.DeleteAsync("book");
        ((int)(await client.ReadAsync("counts"))["requests"]!).ShouldBe(0);
        firebase.Book.Outcomes.ShouldBeEmpty();
    }

    [Fact]
    public async Task MostInOneSecond_IsOfASlidingSecond()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var firebase = await FirebaseSimulator.StartAsync(new() { Clock = clock });
        using var client = await FirebaseClient.SignedInAsync(firebase, clock);
        firebase.Script.Next(FaultStep.Pass, FaultStep.Pass, FcmFault.Internal);

        // 0.0, 0.6, 0.9, 1.4, 1.5, 3.0: from 0.6 on there are four within a second, in no second of the clock's own.
        foreach (var wait in (int[])[600, 300, 500, 100, 1500, 0])
        {
            await client.StatusOfAsync(FirebaseClient.Message());
            clock.Advance(TimeSpan.FromMilliseconds(wait));
        }

        firebase.Book.MostRequestsInOneSecond.ShouldBe(4);
        firebase.Book.MostAcceptedInOneSecond.ShouldBe(3);
    }

    [Fact]
    public async Task WaitUntil_WhatDoesNotHappen_SaysWhatThereIs()
    {
        await using var firebase = await FirebaseSimulator.StartAsync();

        var late = await Should.ThrowAsync<TimeoutException>(() => firebase.Book.WaitUntilAsync(book => book.MessageCount == 1, TimeSpan.FromMilliseconds(50)));

        late.Message.ShouldContain("0 requests and 0 messages");
    }

    [Fact]
    public async Task Json_HasWhatArrived()
    {
        await using var firebase = await FirebaseSimulator.StartAsync();
        using var client = await FirebaseClient.SignedInAsync(firebase);
        await client.StatusOfAsync(FirebaseClient.Message("a", "1"));
        await client.StatusOfAsync(FirebaseClient.Message("b", "2"));
        using var refused = await client.SendAsync("{ \"message\": <");

        var messages = (await client.ReadAsync("messages?token=b"))["items"]!.AsArray();
        var requests = (await client.ReadAsync("requests"))["items"]!.AsArray();

        ((string)messages.ShouldHaveSingleItem()!["body"]!["message"]!["data"]!["messageId"]!).ShouldBe("2");
        requests.Count.ShouldBe(3);
        ((string)requests[0]!["outcome"]!).ShouldBe("OK");
        ((string)requests[2]!["outcome"]!).ShouldBe("INVALID_ARGUMENT");
        ((string)requests[2]!["body"]!).ShouldBe("{ \"message\": <");
        ((int)requests[2]!["answer"]!).ShouldBe(400);
    }

    [Fact]
    public async Task Phones_ShowTheNewestFirst_AndReplaceByTagOrCollapseId()
    {
        await using var firebase = await FirebaseSimulator.StartAsync();
        using var client = await FirebaseClient.SignedInAsync(firebase);
        await client.StatusOfAsync(Tagged("android", "Jour 1", tag: "day"));
        await client.StatusOfAsync(Tagged("android", "Autre chose"));
        await client.StatusOfAsync(Tagged("android", "Jour 2", tag: "day"));
        await client.StatusOfAsync(Tagged("iphone", "Jour 1", collapseId: "day"));
        await client.StatusOfAsync(Tagged("iphone", "Jour 2", collapseId: "day"));
        await client.StatusOfAsync(Tagged("iphone", "Jour 3", collapseId: "day"));
        using var silent = await client.SendAsync("""{ "message": { "token": "iphone", "data": { "messageId": "9" } } }""");
        using var topic = await client.SendAsync("""{ "message": { "topic": "android", "notification": { "title": "À tous" } } }""");

        var phones = (await client.ReadAsync("phones"))["items"]!.AsArray();

        TitlesOf(phones, "token", "android").ShouldBe(["Jour 2", "Autre chose"]);
        TitlesOf(phones, "token", "iphone").ShouldBe(["Jour 3"]);
        TitlesOf(phones, "topic", "android").ShouldBe(["À tous"]);
        var iphone = phones.Single(phone => (string?)phone!["token"] == "iphone")!;
        ((int)iphone["silent"]!).ShouldBe(1);
        ((int)iphone["notifications"]![0]!["replacements"]!).ShouldBe(2);
        ((string)phones[0]!["topic"]!).ShouldBe("android");
    }

    [Fact]
    public async Task Page_ShowsWhatPhonesShow_AndWhatWasRefused()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var firebase = await FirebaseSimulator.StartAsync(new() { Clock = clock });
        using var client = await FirebaseClient.SignedInAsync(firebase, clock);
        var token = "cJug2GoHzEf:" + new string('A', 140) + "xyz987";
        firebase.Script.Next(FcmFault.Unavailable());
        await client.StatusOfAsync(Tagged(token, "Refusé"));
        await client.StatusOfAsync(Tagged(token, "Ancien", tag: "day"));
        await client.StatusOfAsync(Tagged(token, "Bravo pour ces trois jours", tag: "day"));

        using var answer = await client.Page.GetAsync("/");
        var page = await answer.Content.ReadAsStringAsync();

        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
        page.ShouldContain("<html lang=\"fr\">");
        page.ShouldContain("<h3>Bravo pour ces trois jours</h3>");
        page.ShouldNotContain("<h3>Ancien</h3>");
        page.ShouldContain("remplace 1 notification");
        page.ShouldContain("ven. 20 nov., 13:00");
        page.ShouldContain(">cJug2GoHzE…xyz987<");
        page.ShouldContain("503 UNAVAILABLE (simulé)");
        page.ShouldContain("<strong>2 messages acceptés</strong> sur 3 envois pour 1 téléphone ou sujet");
    }

    [Fact]
    public async Task Page_HostileTexts_AreEncoded()
    {
        await using var firebase = await FirebaseSimulator.StartAsync();
        using var client = await FirebaseClient.SignedInAsync(firebase);
        var message = FirebaseClient.Message("phone", title: Hostile, text: "<img src=x onerror=alert(1)>");
        message["message"]!["android"]!["notification"]!["channel_id"] = Hostile;
        (await client.StatusOfAsync(message)).ShouldBe(200);
        (await client.StatusOfAsync(FirebaseClient.Message(Hostile, title: Hostile))).ShouldBe(400);

        var page = await client.Page.GetStringAsync("/");

        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldNotContain("<img", Case.Insensitive);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/?refresh=0", false)]
    public async Task Page_RefreshesItself_UnlessHeldStill(string path, bool refreshes)
    {
        await using var firebase = await FirebaseSimulator.StartAsync();
        using var client = new FirebaseClient(firebase);

        (await client.Page.GetStringAsync(path)).Contains("http-equiv=\"refresh\"", StringComparison.Ordinal).ShouldBe(refreshes);
    }

    private static JsonObject Tagged(string token, string title, string? tag = null, string? collapseId = null)
    {
        var message = FirebaseClient.Message(token, title: title);
        if (tag is not null)
        {
            message["message"]!["android"]!["notification"]!["tag"] = tag;
        }

        if (collapseId is not null)
        {
            message["message"]!["apns"]!["headers"]!["apns-collapse-id"] = collapseId;
        }

        return message;
    }

    private static IEnumerable<string?> TitlesOf(JsonArray phones, string kind, string target) => phones
        .Single(phone => (string?)phone![kind] == target)!["notifications"]!.AsArray()
        .Select(notification => (string?)notification!["title"]);
}
