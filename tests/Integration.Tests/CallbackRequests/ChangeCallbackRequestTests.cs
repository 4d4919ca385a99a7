using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CallbackRequests;

public sealed class ChangeCallbackRequestTests
{
    private const string Path = "/api/v1/callback-requests";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Reschedule_ThenCancel_ReachTheExtranetInOrder(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 1, TimeSpan.FromSeconds(10));

        var moved = await device.PutAsJsonAsync($"{Path}/{id}/slots", CallbackBodies.Reschedule(("2026-11-25", "15:00"))).ReadAsync(HttpStatusCode.OK);
        ((string)moved["reservedSlot"]!["start"]!).ShouldBe("15:00");
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 2, TimeSpan.FromSeconds(10));
        var cancelled = await device.PostAsync($"{Path}/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        ((string)cancelled["status"]!).ShouldBe("cancelled");

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 3, TimeSpan.FromSeconds(10));
        extranet.Book.Messages.Select(message => message.Type).ShouldBe(["callback.requested", "callback.rescheduled", "callback.cancelled"]);
        JsonNode.Parse(extranet.Book.Messages[2].Body)!["callback"]!.AsObject().Select(member => member.Key).ShouldBe(["id"]);
    }

    [Fact]
    public async Task Reschedule_ToAFullSlot_KeepsThePlaceThatWasReserved()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "1")]);
        var device = await api.RegisterDeviceAsync();
        var mine = await device.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));
        await device.SubmitCallbackAsync(null, ("2026-11-24", "11:00"));

        var code = await device.PutAsJsonAsync($"{Path}/{mine["id"]}/slots", CallbackBodies.Reschedule(("2026-11-24", "11:00")))
            .ReadProblemAsync(HttpStatusCode.Conflict);

        code.ShouldBe("slot-full");
        (await device.PostAsJsonAsync(Path, CallbackBodies.Submit(null, ("2026-11-24", "10:00")))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var kept = await device.PutAsJsonAsync($"{Path}/{mine["id"]}/slots", CallbackBodies.Reschedule(("2026-11-24", "10:00"))).ReadAsync(HttpStatusCode.OK);
        ((string)kept["reservedSlot"]!["start"]!).ShouldBe("10:00");
    }

    [Fact]
    public async Task Cancel_FreesTheSlotForSomebodyElse()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "1")]);
        var device = await api.RegisterDeviceAsync();
        var mine = await device.SubmitCallbackAsync();

        await device.PostAsync($"{Path}/{mine["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);

        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();
        (await device.PostAsync($"{Path}/{mine["id"]}/cancellation", null).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("callback-closed");
        (await device.PutAsJsonAsync($"{Path}/{mine["id"]}/slots", CallbackBodies.Reschedule(("2026-11-25", "15:00")))
            .ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("callback-closed");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Attempts_ThreeUnanswered_MakeUnreachableAndTellThePerson(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var extranet = api.StaffClient("extranet");
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        var attempts = $"/api/v1/extranet/callback-requests/{id}/attempts";

        foreach (var attemptId in (string[])["a-1", "a-2", "a-2", "a-3"])
        {
            api.Time.Advance(TimeSpan.FromMinutes(2));
            await extranet.PostAsJsonAsync(attempts, CallbackBodies.Attempt(attemptId, "no-answer")).ReadAsync(HttpStatusCode.OK);
        }

        var mine = await device.GetAsync($"{Path}/{id}").ReadAsync(HttpStatusCode.OK);
        ((string)mine["status"]!).ShouldBe("unreachable");
        mine["attempts"]!.AsArray().Count.ShouldBe(3);
        var inbox = (await device.GetAsync("/api/v1/messages").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
        inbox.Select(message => (string)message!["title"]!).ShouldBe(
            ["Nous n’avons pas réussi à vous joindre", "Nous avons essayé de vous joindre", "Nous avons essayé de vous joindre", "Votre rappel est réservé"]);
        ((string)inbox[3]!["body"]!).ShouldContain("mardi 24 novembre, entre 10 h 00 et 10 h 30 (heure de Paris)");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Attempts_ReportedAtTheSameTime_AreAllKept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var extranet = api.StaffClient("extranet");
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(index =>
            extranet.PostAsJsonAsync($"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt($"a-{index}", "no-answer"))));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var mine = await device.GetAsync($"{Path}/{id}").ReadAsync(HttpStatusCode.OK);
        mine["attempts"]!.AsArray().Count.ShouldBe(5);
        ((string)mine["status"]!).ShouldBe("unreachable");
    }

    [Theory]
    [InlineData("", "no-answer", "attemptId")]
    [InlineData("with space", "no-answer", "attemptId")]
    [InlineData("a-1", "asleep", "outcome")]
    public async Task Attempts_Faulty_NameTheField(string attemptId, string outcome, string expected)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var id = (string)(await (await api.RegisterDeviceAsync()).SubmitCallbackAsync())["id"]!;

        var problem = await api.StaffClient("extranet")
            .PostAsJsonAsync($"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt(attemptId, outcome))
            .ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().ShouldContainKey(expected);
    }

    [Fact]
    public async Task AnotherDevicesCallback_AnyCall_IsNotFound()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var id = (string)(await (await api.RegisterDeviceAsync()).SubmitCallbackAsync())["id"]!;
        var stranger = await api.RegisterDeviceAsync();

        (await stranger.GetAsync($"{Path}/{id}").ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await stranger.PostAsync($"{Path}/{id}/cancellation", null).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await stranger.PutAsJsonAsync($"{Path}/{id}/slots", CallbackBodies.Reschedule(("2026-11-25", "15:00"))).ReadProblemAsync(HttpStatusCode.NotFound))
            .ShouldBe("not-found");
        (await stranger.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempts_ByAnybodyButTheExtranet_AreForbidden()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var path = $"/api/v1/extranet/callback-requests/{(await device.SubmitCallbackAsync())["id"]}/attempts";
        var body = CallbackBodies.Attempt("a-1", "reached");

        (await api.Http.PostAsJsonAsync(path, body).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        (await device.PostAsJsonAsync(path, body).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await api.StaffClient("adviser", "administrator").PostAsJsonAsync(path, body).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
    }

    [Fact]
    public async Task List_ManyCallbacks_PagesThroughAllOfThemNewestFirst()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "100")]);
        var device = await api.RegisterDeviceAsync();
        var created = new List<string>();
        for (var index = 0; index < 5; index++)
        {
            api.Time.Advance(TimeSpan.FromMilliseconds(5));
            created.Add((string)(await device.SubmitCallbackAsync())["id"]!);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await device.GetAsync($"{Path}?limit=2{(cursor is null ? string.Empty : $"&cursor={cursor}")}").ReadAsync(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            cursor = (string?)page["nextCursor"];
            page.AsObject().ShouldContainKey("nextCursor");
        }
        while (cursor is not null);

        seen.ShouldBe(Enumerable.Reverse(created));
        (await device.GetAsync($"{Path}?limit=0").ReadAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().ShouldContainKey("limit");
        ((string)(await device.GetAsync($"{Path}?cursor=nonsense").ReadAsync(HttpStatusCode.BadRequest))["errors"]!["cursor"]![0]!)
            .ShouldBe(PagingErrors.UnknownCursor.Text.French);
    }
}
