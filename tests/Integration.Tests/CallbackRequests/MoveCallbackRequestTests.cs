using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.CallbackRequests;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Outbox;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CallbackRequests;

/// <summary>Which changes of a slot are moves, and how many a day holds.</summary>
public sealed class MoveCallbackRequestTests
{
    private const string Path = "/api/v1/callback-requests";
    private const int MovesPerDay = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Wednesday's slots, one for each move.</summary>
    private static readonly (string Date, string Start)[] Others = [.. Enumerable.Range(0, 8).Select(hour => ("2026-11-25", $"{10 + hour}:00"))];

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Reschedule_ToTheSameFullSlot_KeepsThePlaceAndTheWishesAndSendsNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, [new("Callbacks:SlotCapacity", "1")]);
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync(null, ("2026-11-24", "10:00")))["id"]!;
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 1, Patience);

        var kept = await MoveAsync(device, id, ("2026-11-24", "10:00"), ("2026-11-25", "15:00")).ReadAsync(HttpStatusCode.OK);

        ((string)kept["reservedSlot"]!["start"]!).ShouldBe("10:00");
        kept["wishedSlots"]!.AsArray().Select(wish => (string)wish!["start"]!).ShouldBe(["10:00", "15:00"]);
        var read = await device.GetAsync($"{Path}/{id}").ReadAsync(HttpStatusCode.OK);
        read["wishedSlots"]!.AsArray().Select(wish => (string)wish!["start"]!).ShouldBe(["10:00", "15:00"]);
        var inbox = (await device.GetAsync("/api/v1/messages").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
        inbox.Select(message => (string)message!["title"]!).ShouldBe(["Votre rappel est réservé"], "nothing changed that is worth a message");

        // A later message shows that an earlier one would have come.
        await device.SubmitCallbackAsync(null, ("2026-11-24", "11:00"));
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 2, Patience);
        extranet.Book.MessagesOf(id).Select(message => message.Type).ShouldBe(["callback.requested"]);
        (await StrangerAsync(api, "10:00")).ShouldBe(HttpStatusCode.Conflict, "the place is still taken, once");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Reschedule_OwnSlotAsSecondWish_MovesWhereTheFirstHasRoomAndStaysWhereItIsFull(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "1")]);
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync(null, ("2026-11-24", "10:00")))["id"]!;
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync(null, ("2026-11-24", "11:00"));

        var stayed = await MoveAsync(device, id, ("2026-11-24", "11:00"), ("2026-11-24", "10:00")).ReadAsync(HttpStatusCode.OK);
        ((string)stayed["reservedSlot"]!["start"]!).ShouldBe("10:00");

        var moved = await MoveAsync(device, id, ("2026-11-24", "12:00"), ("2026-11-24", "10:00")).ReadAsync(HttpStatusCode.OK);
        ((string)moved["reservedSlot"]!["start"]!).ShouldBe("12:00");
        (await StrangerAsync(api, "10:00")).ShouldBe(HttpStatusCode.Created, "the place that was left is free");
        (await StrangerAsync(api, "12:00")).ShouldBe(HttpStatusCode.Conflict, "the place that was taken is not");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Reschedule_SixthMoveOfADay_WaitsForTheNextDay(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "1")]);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync(null, ("2026-11-24", "11:00"));

        // A follow-up token outlives the night; an access token does not.
        var partner = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));
        var created = await partner.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));
        var person = api.WithHeader("X-Follow-Up-Token", (string)created["followUpToken"]!);
        var id = (string)created["id"]!;
        for (var move = 0; move < MovesPerDay; move++)
        {
            (await MoveAsync(person, id, ("2026-11-24", "11:00")).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("slot-full", "and that is no move");
            await MoveAsync(person, id, Others[move]).ReadAsync(HttpStatusCode.OK);
            await MoveAsync(person, id, Others[move]).ReadAsync(HttpStatusCode.OK);
        }

        // 9:00 in Paris.
        using var refused = await MoveAsync(person, id, Others[MovesPerDay]);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(15));
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>())!;
        ((string)problem["code"]!).ShouldBe("rate-limited");
        ((string)problem["detail"]!).ShouldContain("Votre créneau reste réservé");
        ((string)(await person.GetAsync($"{Path}/{id}").ReadAsync(HttpStatusCode.OK))["reservedSlot"]!["start"]!).ShouldBe(Others[MovesPerDay - 1].Start);
        await MoveAsync(person, id, Others[MovesPerDay - 1]).ReadAsync(HttpStatusCode.OK);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync(null, Others[MovesPerDay]);

        api.Time.Advance(TimeSpan.FromHours(15));
        await MoveAsync(person, id, Others[MovesPerDay + 1]).ReadAsync(HttpStatusCode.OK);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Reschedule_126Times_ReachesTheExtranetAsOftenAsADayAllows(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;

        var answers = new List<HttpStatusCode>();
        for (var move = 0; move < 126; move++)
        {
            answers.Add((await MoveAsync(device, id, Others[move % 2])).StatusCode);
        }

        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(MovesPerDay + ((126 - MovesPerDay) / 2), "those to the slot that is reserved already");
        answers.Distinct().ShouldBe([HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        await Eventually.TrueAsync(() => api.WithServiceAsync(async (AppDbContext context) => !await context.OutboxMessages.AnyAsync()));
        var messages = extranet.Book.MessagesOf(id);
        messages.Count.ShouldBeLessThanOrEqualTo(1 + MovesPerDay);
        messages.Count.ShouldBe(1 + MovesPerDay - await MergedMessages.ReadAsync(api));
        MergedMessages.SlotOf(messages[^1]).ShouldBe(Instant(Others[(MovesPerDay - 1) % 2]));
    }

    [Fact]
    public async Task Reschedule_ByTwoReplicasAtOnce_MovesNoOftenerThanADayAllows()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var one = await ApiHost.StartAsync(database);
        await using var two = await ApiHost.StartAsync(database);
        var device = await one.RegisterDeviceAsync();
        var deviceAtTwo = two.WithBearer(device.DefaultRequestHeaders.Authorization!.Parameter!);
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;

        var answers = new List<HttpStatusCode>();
        for (var round = 0; round < 8; round++)
        {
            answers.AddRange((await Task.WhenAll(
                MoveAsync(device, id, ("2026-11-25", $"{10 + round}:00")), MoveAsync(deviceAtTwo, id, ("2026-11-25", $"{10 + round}:30"))))
                .Select(answer => answer.StatusCode));
        }

        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(MovesPerDay);
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(16 - MovesPerDay);
        (await one.WithServiceAsync((AppDbContext context) => context.SlotLoads.SumAsync(load => load.Reserved))).ShouldBe(1, "a refusal keeps no place");
    }

    [Fact]
    public async Task MovesPerDay_None_IsNoSettingToStartWith() =>
        (await Should.ThrowAsync<Exception>(async () =>
        {
            await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
            await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:MovesPerDay", "0")]);
        })).Message.ShouldContain("Callbacks:MovesPerDay");

    private static Task<HttpResponseMessage> MoveAsync(HttpClient client, string id, params (string Date, string Start)[] slots) =>
        client.PutAsJsonAsync($"{Path}/{id}/slots", CallbackBodies.Reschedule(slots));

    private static async Task<HttpStatusCode> StrangerAsync(ApiHost api, string start)
    {
        using var answer = await (await api.RegisterDeviceAsync()).PostAsJsonAsync(Path, CallbackBodies.Submit(null, ("2026-11-24", start)));
        return answer.StatusCode;
    }

    private static DateTimeOffset Instant((string Date, string Start) slot) => new DateTimeOffset(
        DateTime.Parse($"{slot.Date}T{slot.Start}", CultureInfo.InvariantCulture), TimeSpan.FromHours(1));
}
