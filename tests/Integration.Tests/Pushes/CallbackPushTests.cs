using System.Net;
using System.Net.Http.Json;
using MobileBackend.Domain.Notifications;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Pushes;

/// <summary>What people are told on their phone about their call back. The clock stands at Monday 23 November 2026, 9:00 in Paris.</summary>
public sealed class CallbackPushTests
{
    private const string Path = "/api/v1/callback-requests";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Reminder_AnHourBeforeTheCall_IsPushedInNeutralWordsAndInTheInboxInFull(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind);
        var phone = await stage.PhoneAsync();
        await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));
        (await phone.InboxAsync()).Select(message => (string)message["title"]!).ShouldBe(["Votre rappel est réservé"], "the reminder is not told yet");

        stage.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await stage.PassAsync();
        (await stage.IsTakenAsync(phone)).ShouldBeFalse();
        (await stage.PushesAsync(phone)).Single().Status.ShouldBe(PushStatus.Planned);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await stage.UntilAsync(book => book.Messages.Any(message => message.Token == phone.Token));

        var told = (await phone.InboxAsync())[0];
        ((string)told["title"]!).ShouldBe("Nous vous appelons bientôt");
        ((string)told["body"]!).ShouldContain("le mardi 24 novembre, entre 10 h 00 et 10 h 30");
        var pushed = stage.Firebase.Book.Messages.Single(message => message.Token == phone.Token);
        pushed.Data.ShouldBe(new Dictionary<string, string> { ["messageId"] = (string)told["id"]! });
        pushed.Title.ShouldBe("Votre rendez-vous approche");
        pushed.Ttl.ShouldBe(TimeSpan.FromHours(1), "it is of no use once the call has begun");
        pushed.AndroidTag.ShouldBe(pushed.MessageId);
        pushed.ApnsHeaders["apns-collapse-id"].ShouldBe(pushed.MessageId);
        pushed.Body.ShouldNotContain("tabac", Case.Insensitive);
        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Sent);
    }

    [Fact]
    public async Task Reminder_OfACallInTheHour_IsNotNeeded()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();

        await phone.Client.SubmitCallbackAsync(null, ("2026-11-23", "10:00"));

        (await stage.PushesAsync(phone)).ShouldBeEmpty("who has just asked knows");
    }

    [Fact]
    public async Task Reminder_OfACallAtEight_ComesInQuietHours()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "08:00"));

        stage.Time.Now = new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

        await stage.UntilAsync(book => book.MessageCount == 1);
    }

    [Fact]
    public async Task Reminder_AfterAReschedule_ComesOnceForTheNewSlot()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00")))["id"]!;
        await phone.Client.PutAsJsonAsync($"{Path}/{id}/slots", CallbackBodies.Reschedule(("2026-11-25", "15:00"))).ReadAsync(HttpStatusCode.OK);
        (await stage.PushesAsync(phone)).Select(push => push.Status).ShouldBe([PushStatus.Cancelled, PushStatus.Planned]);

        stage.Time.Now = new DateTimeOffset(2026, 11, 25, 13, 0, 0, TimeSpan.Zero);
        await stage.UntilAsync(phone, pushes => pushes[1].Status == PushStatus.Sent);

        stage.Firebase.Book.MessageCount.ShouldBe(1);
        (await phone.InboxAsync()).Select(message => (string)message["title"]!)
            .ShouldBe(["Nous vous appelons bientôt", "Votre rappel est déplacé", "Votre rappel est réservé"], ignoreOrder: true);
    }

    [Fact]
    public async Task Reminder_AfterACancellation_NeverComes()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00")))["id"]!;
        await phone.Client.PostAsync($"{Path}/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);

        stage.Time.Advance(TimeSpan.FromHours(24));

        await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "11:30"));
        stage.Time.Advance(TimeSpan.FromMinutes(90));
        await stage.UntilAsync(phone, pushes => pushes.Exists(push => push.Status == PushStatus.Sent));
        (await stage.PushesAsync(phone)).Select(push => push.Status).ShouldBe([PushStatus.Cancelled, PushStatus.Sent]);
        stage.Firebase.Book.MessageCount.ShouldBe(1);
        (await phone.InboxAsync()).Count(message => (string)message["title"]! == "Nous vous appelons bientôt").ShouldBe(1);
    }

    [Fact]
    public async Task Attempts_UnansweredUntilUnreachable_AreEachPushedOnce()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-23", "09:30")))["id"]!;
        var extranet = stage.Api.StaffClient("extranet");

        foreach (var attempt in (string[])["a1", "a1", "a2", "a2", "a3", "a3"])
        {
            await extranet.PostAsJsonAsync($"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt(attempt, "no-answer"))
                .ReadAsync(HttpStatusCode.OK);
            await stage.UntilAsync(phone, pushes => pushes.TrueForAll(push => push.Status == PushStatus.Sent));
        }

        stage.Firebase.Book.Messages.Select(message => message.Title)
            .ShouldBe(["Vous avez manqué notre appel", "Vous avez manqué notre appel", "Un message pour vous"]);
        stage.Firebase.Book.DoubleCount.ShouldBe(0);
        ((string)(await phone.MessageAsync("Nous n’avons pas réussi à vous joindre"))["body"]!)
            .ShouldContain("vous pouvez demander un nouveau rappel, ou appeler le 39 89", Case.Insensitive, "what to do next");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Attempt_ReportedInTheEvening_WaitsForTheMorningOfThePerson(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind);
        var phone = await stage.PhoneAsync(timeZone: "Indian/Reunion");
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-23", "18:00")))["id"]!;
        stage.Time.Now = new DateTimeOffset(2026, 11, 23, 17, 10, 0, TimeSpan.Zero); // 18:10 in Paris, 21:10 in Saint-Denis
        await stage.Api.StaffClient("extranet").PostAsJsonAsync($"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt("a1", "no-answer"))
            .ReadAsync(HttpStatusCode.OK);

        var morning = new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero); // 8:00 in Saint-Denis
        await stage.UntilAsync(phone, pushes => pushes[^1].DueAt == morning);
        stage.Firebase.Book.MessageCount.ShouldBe(0, "the phone stays quiet");
        await phone.MessageAsync("Nous avons essayé de vous joindre");

        stage.Time.Now = morning;
        await stage.UntilAsync(book => book.MessageCount == 1);
    }

    [Fact]
    public async Task Attempts_UnansweredInOneNight_AreAnnouncedOnceInTheMorning()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-23", "20:00")))["id"]!;
        stage.Time.Now = new DateTimeOffset(2026, 11, 23, 20, 10, 0, TimeSpan.Zero); // 21:10: quiet
        foreach (var attempt in (string[])["a1", "a2"])
        {
            await stage.Api.StaffClient("extranet").PostAsJsonAsync(
                $"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt(attempt, "no-answer")).ReadAsync(HttpStatusCode.OK);
        }

        stage.Time.Now = new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);
        await stage.UntilAsync(phone, pushes => pushes.TrueForAll(push => push.Status != PushStatus.Planned));

        stage.Firebase.Book.Messages.ShouldHaveSingleItem().Title.ShouldBe("Vous avez manqué notre appel");
        (await phone.InboxAsync()).Count(message => (string)message["title"]! == "Nous avons essayé de vous joindre").ShouldBe(2);
    }

    [Fact]
    public async Task Attempt_ThatReachesThePerson_TakesBackWhatWasNotPushedYet()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-23", "20:00")))["id"]!;
        stage.Time.Now = new DateTimeOffset(2026, 11, 23, 20, 10, 0, TimeSpan.Zero); // 21:10: quiet
        foreach (var (attempt, outcome) in (ValueTuple<string, string>[])[("a1", "no-answer"), ("a2", "reached")])
        {
            await stage.Api.StaffClient("extranet").PostAsJsonAsync(
                $"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt(attempt, outcome)).ReadAsync(HttpStatusCode.OK);
        }

        (await stage.PushesAsync(phone)).ShouldNotContain(push => push.Status == PushStatus.Planned);
        stage.Firebase.Book.Messages.ShouldNotContain(message => message.Title == "Vous avez manqué notre appel");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Attempt_ThatReachesThePersonByAReplicaWithASlowClock_LeavesWhatTheyWereTold(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind);
        var phone = await stage.PhoneAsync();
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00")))["id"]!;
        var called = new DateTimeOffset(2026, 11, 24, 9, 5, 0, TimeSpan.Zero);
        foreach (var (clock, attempt, outcome) in (ValueTuple<DateTimeOffset, string, string>[])
        [
            (called, "a1", "no-answer"), (called - TimeSpan.FromHours(2), "a2", "reached"),
        ])
        {
            stage.Time.Now = clock;
            await stage.Api.StaffClient("extranet").PostAsJsonAsync(
                $"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt(attempt, outcome)).ReadAsync(HttpStatusCode.OK);
        }

        stage.Time.Now = called + TimeSpan.FromMinutes(1);
        (await phone.InboxAsync()).ShouldContain(message => (string)message["title"]! == "Nous avons essayé de vous joindre");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Erase_Device_TakesItsPushesAlong(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind);
        var phone = await stage.PhoneAsync();
        var other = await stage.PhoneAsync();
        await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));
        await other.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));

        await phone.Client.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
        (await stage.PushesAsync(phone)).ShouldBeEmpty();
        stage.Time.Advance(TimeSpan.FromHours(24));

        await stage.UntilAsync(book => book.MessageCount == 1);
        stage.Firebase.Book.Messages.Single().Token.ShouldBe(other.Token);
    }

    [Fact]
    public async Task Export_Device_TellsWhatWasPushedAndWhatIsPlanned()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));

        var messages = (await phone.Client.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK))["data"]!["messages"]!.AsArray();

        var reminder = messages.Single(message => message!["pushes"]!.AsArray().Count == 1)!;
        ((string)reminder["message"]!["title"]!).ShouldBe("Nous vous appelons bientôt");
        ((string)reminder["pushes"]![0]!["status"]!).ShouldBe("planned");
        ((string)reminder["pushes"]![0]!["pushTitle"]!).ShouldBe("Votre rendez-vous approche");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Events_OfAMessage_AreKeptOnceEach(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind);
        var phone = await stage.PhoneAsync();
        await phone.Client.SubmitCallbackAsync();
        var path = $"/api/v1/messages/{(await phone.InboxAsync())[0]["id"]}/events";
        stage.Time.Advance(TimeSpan.FromMinutes(10));

        await phone.Client.PostAsJsonAsync(path, new { @event = "delivered", occurredAt = "2026-11-23T08:02:00Z" }).ReadAsync(HttpStatusCode.OK);
        await phone.Client.PostAsJsonAsync(path, new { @event = "delivered", occurredAt = "2026-11-23T08:05:00Z" }).ReadAsync(HttpStatusCode.OK);
        await phone.Client.PostAsJsonAsync(path, new { @event = "dismissed", occurredAt = "2030-01-01T00:00:00Z" }).ReadAsync(HttpStatusCode.OK);
        var message = await phone.Client.PostAsJsonAsync(path, new { @event = "opened", occurredAt = "2026-11-23T08:06:00+00:00" })
            .ReadAsync(HttpStatusCode.OK);

        ((DateTimeOffset)message["deliveredAt"]!).ShouldBe(ApiHost.Start.AddMinutes(2));
        ((DateTimeOffset)message["dismissedAt"]!).ShouldBe(ApiHost.Start.AddMinutes(10), "a phone's clock may be wrong");
        ((DateTimeOffset)message["readAt"]!).ShouldBe(ApiHost.Start.AddMinutes(6));
    }

    [Theory]
    [InlineData("""{ "event": "delivered" }""", "occurredAt")]
    [InlineData("""{ "occurredAt": "2026-11-23T08:02:00Z" }""", "event")]
    [InlineData("""{ "event": "swallowed", "occurredAt": "2026-11-23T08:02:00Z" }""", "event")]
    public async Task Events_ThatMakeNoSense_AreRefusedAtTheirField(string body, string field)
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        await phone.Client.SubmitCallbackAsync();
        var id = (await phone.InboxAsync())[0]["id"];

        var answer = await phone.Client.PostAsync($"/api/v1/messages/{id}/events", new StringContent(body, System.Text.Encoding.UTF8, "application/json"))
            .ReadAsync(HttpStatusCode.BadRequest);

        answer["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Events_OfAMessageNotToldYetOrOfSomebodyElse_AreNotFound()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var stranger = await stage.PhoneAsync();
        await phone.Client.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));
        var planned = (await stage.PushesAsync(phone)).Single().MessageId;
        var told = (await phone.InboxAsync())[0]["id"];
        var report = new { @event = "opened", occurredAt = "2026-11-23T08:02:00Z" };

        (await phone.Client.PostAsJsonAsync($"/api/v1/messages/{planned}/events", report).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await phone.Client.PostAsync($"/api/v1/messages/{planned}/read", null).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await stranger.Client.PostAsJsonAsync($"/api/v1/messages/{told}/events", report).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
    }
}
