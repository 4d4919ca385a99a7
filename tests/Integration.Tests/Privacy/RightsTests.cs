using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Privacy;

public sealed class RightsTests
{
    private const string Path = "/api/v1/callback-requests";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Export_Device_HoldsEverythingInClear(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync(timeZone: "Indian/Reunion");
        await device.SubmitCallbackAsync("0692123456");

        var export = (await device.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK))["data"]!.AsObject();

        export.Select(feature => feature.Key).ShouldBe(["callbackRequests", "device", "messages"], ignoreOrder: true);
        ((string)export["callbackRequests"]![0]!["phoneNumber"]!).ShouldBe("+262692123456");
        ((string)export["callbackRequests"]![0]!["firstName"]!).ShouldBe("Camille");
        export.ToJsonString().ShouldContain("Indian/Reunion");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Erase_Device_CancelsAtTheExtranetFreesTheSlotAndEndsTheTokens(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, [new("Callbacks:SlotCapacity", "1")]);
        var device = await api.RegisterDeviceAsync();
        var created = await device.PostOnceAsync(Path, CallbackBodies.Submit("0612345678"), "key-1").ReadAsync(HttpStatusCode.Created);
        // Not the book's word: until the delivery is recorded here, its cancellation is held back by a lease.
        await Eventually.TrueAsync(async () =>
            (string)(await device.GetAsync($"{Path}/{created["id"]}").ReadAsync(HttpStatusCode.OK))["status"]! == "queued");

        var receipt = await device.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);

        ((int)receipt["counts"]!["callbackRequests"]!).ShouldBe(1);
        ((int)receipt["counts"]!["messages"]!).ShouldBe(2, "the confirmation, and the reminder that is planned");
        ((int)receipt["counts"]!["device"]!).ShouldBe(1);
        ((int)receipt["counts"]!["storedAnswers"]!).ShouldBe(1);
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 2, Patience);
        JsonNode.Parse(extranet.Book.Messages[1].Body)!["callback"]!.AsObject().Select(member => member.Key).ShouldBe(["id"]);
        (await device.GetAsync(Path).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync("0612345678");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Erase_WhileRequestsArePosted_LeavesNothingBehind(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "1000")]);
        var device = await api.RegisterDeviceAsync();

        var posts = Enumerable.Range(0, 30).Select(_ => device.PostAsJsonAsync(Path, CallbackBodies.Submit())).ToList();
        await Task.WhenAny(posts);
        await device.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
        var answers = await Task.WhenAll(posts);

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Unauthorized);
        (await api.WithServiceAsync((AppDbContext context) => context.CallbackRequests.CountAsync())).ShouldBe(0);
        (await api.WithServiceAsync((AppDbContext context) => context.InboxMessages.CountAsync())).ShouldBe(0);
        (await api.WithServiceAsync((AppDbContext context) => context.OutboxMessages.CountAsync(message => message.Position == 1))).ShouldBe(0);
    }

    [Fact]
    public async Task Erase_BeforeAnythingWasSent_SendsNothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var offline = await ApiHost.StartAsync(database))
        {
            var device = await offline.RegisterDeviceAsync();
            await device.SubmitCallbackAsync();
            await device.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
            (await offline.WithServiceAsync((AppDbContext context) => context.OutboxMessages.CountAsync())).ShouldBe(0);
        }

        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 1, Patience);
        extranet.Book.Messages.ShouldHaveSingleItem().Type.ShouldBe("callback.requested");
    }

    [Fact]
    public async Task Erase_WhileTheAnswerWasLost_CancelsWhatTheExtranetMayHave()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var extranet = await ExtranetSimulator.StartAsync();
        extranet.Script.Next(FaultStep.CutAfterStoring);
        KeyValuePair<string, string?>[] slowRetries = [new("Outbox:FirstRetry", "01:00:00"), new("Outbox:LongestRetry", "01:00:00")];
        KeyValuePair<string, string?>[] shortLease = [new("Outbox:Lease", "00:00:03"), new("Extranet:Timeout", "00:00:01")];
        await using var api = await ApiHost.StartAsync(database, extranet, [.. slowRetries, .. shortLease]);
        var device = await api.RegisterDeviceAsync();
        await device.SubmitCallbackAsync();
        await Eventually.TrueAsync(() => api.WithServiceAsync((AppDbContext context) => context.OutboxMessages.AnyAsync(message => message.LastFault != null)));
        extranet.Book.RequestCount.ShouldBe(1);

        await device.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 2, Patience);
        extranet.Book.Messages.Select(message => message.Type).ShouldBe(["callback.requested", "callback.cancelled"]);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task FollowUpToken_OpensItsOneThing_AndDiesWithIt(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var partner = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));
        var created = await partner.SubmitCallbackAsync();
        var other = await partner.SubmitCallbackAsync();
        var person = api.WithHeader("X-Follow-Up-Token", (string)created["followUpToken"]!);

        var mine = await person.GetAsync($"{Path}/{created["id"]}").ReadAsync(HttpStatusCode.OK);
        mine.AsObject().ContainsKey("followUpToken").ShouldBeFalse("it is given once");
        (await person.GetAsync($"{Path}/{other["id"]}").ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await person.GetAsync("/api/v1/messages").ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await person.PostAsJsonAsync(Path, CallbackBodies.Submit()).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        await person.PutAsJsonAsync($"{Path}/{created["id"]}/slots", CallbackBodies.Reschedule(("2026-11-25", "15:00"))).ReadAsync(HttpStatusCode.OK);
        (await person.GetAsync("/api/v1/follow-up/export").ReadAsync(HttpStatusCode.OK))["data"]!.ToJsonString().ShouldContain("Exemple");
        (await partner.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(2);

        var receipt = await person.DeleteAsync("/api/v1/follow-up").ReadAsync(HttpStatusCode.OK);

        ((int)receipt["counts"]!["callbackRequests"]!).ShouldBe(1);
        (await person.GetAsync($"{Path}/{created["id"]}").ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        (await partner.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task FollowUpToken_DiesNinetyDaysAfterTheCallbackClosed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var partner = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));
        var created = await partner.SubmitCallbackAsync();
        var person = api.WithHeader("X-Follow-Up-Token", (string)created["followUpToken"]!);
        await person.PostAsync($"{Path}/{created["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);

        api.Time.Advance(TimeSpan.FromDays(89));
        await person.GetAsync($"{Path}/{created["id"]}").ReadAsync(HttpStatusCode.OK);
        api.Time.Advance(TimeSpan.FromDays(1));

        (await person.GetAsync($"{Path}/{created["id"]}").ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }
}
