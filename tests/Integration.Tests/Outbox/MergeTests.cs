using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>What was never tried is merged, what was tried is never touched, and the newest slot is never lost.</summary>
public sealed class MergeTests
{
    private const string Path = "/api/v1/callback-requests";
    private static readonly KeyValuePair<string, string?>[] ManyPlaces = [new("Callbacks:SlotCapacity", "1000")];

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Moves_OfARequestThatHasNotLeft_GoWithIt(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        string id;
        await using (var offline = await ApiHost.StartAsync(database))
        {
            var device = await offline.RegisterDeviceAsync();
            id = (string)(await device.SubmitCallbackAsync())["id"]!;
            var first = await SingleAsync(offline);
            offline.Time.Advance(TimeSpan.FromMinutes(5));
            foreach (var hour in (int[])[14, 15, 16])
            {
                await MoveAsync(device, id, hour);
            }

            var only = await SingleAsync(offline);
            (only.Type, only.Position, only.CreatedAt).ShouldBe(("callback.requested", 4, first.CreatedAt), "as old as the first of them");
            only.Id.ShouldNotBe(first.Id, "what was claimed, if it was, is something else");
            (await MergedMessages.ReadAsync(offline)).ShouldBe(3);
            ((string)(await device.GetAsync($"{Path}/{id}").ReadAsync(HttpStatusCode.OK))["status"]!).ShouldBe("pending");
        }

        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        await EmptyAsync(api);
        var message = extranet.Book.Messages.ShouldHaveSingleItem();
        (message.Type, message.CallbackId, MergedMessages.SlotOf(message)).ShouldBe(("callback.requested", id, Slot(16)));
        (await StatusAsync(api)).ShouldBe("Queued");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Cancellation_OfARequestThatHasNotLeft_LeavesNothingAlsoWhenItIsErased(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var offline = await ApiHost.StartAsync(database))
        {
            var device = await offline.RegisterDeviceAsync();
            var id = (string)(await device.SubmitCallbackAsync())["id"]!;
            await MoveAsync(device, id, 14);

            var cancelled = await device.PostAsync($"{Path}/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);

            ((string)cancelled["status"]!).ShouldBe("cancelled");
            ((string)(await device.GetAsync($"{Path}/{id}").ReadAsync(HttpStatusCode.OK))["status"]!).ShouldBe("cancelled");
            var inbox = (await device.GetAsync("/api/v1/messages").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
            inbox.Select(message => (string)message!["title"]!).ShouldBe(
                ["Votre rappel est annulé", "Votre rappel est déplacé", "Votre rappel est réservé"], ignoreOrder: true);
            (await RowsAsync(offline)).ShouldBeEmpty();
            (await MergedMessages.ReadAsync(offline)).ShouldBe(3, "the request, its move and the cancellation");

            await device.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
            (await RowsAsync(offline)).ShouldBeEmpty("the extranet has nothing to forget");
        }

        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();
        await EmptyAsync(api);
        extranet.Book.Messages.ShouldHaveSingleItem().Type.ShouldBe("callback.requested");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task GivenUp_BeforeItLeft_LeavesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();

        (await api.WithServiceAsync((IDispatcher dispatcher) => dispatcher.Send(new GiveUpCallbacksCommand(ApiHost.Start.AddDays(40)), CancellationToken.None)))
            .Value.ShouldBe(1);

        (await StatusAsync(api)).ShouldBe("Cancelled");
        (await RowsAsync(api)).ShouldBeEmpty();
        (await MergedMessages.ReadAsync(api)).ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Moves_WhileTheExtranetIsDown_BecomeOneBehindTheRequestThatWasTried(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await extranet.GoDownAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        await Eventually.TrueAsync(async () => (await RowsAsync(api)).Single().Attempts > 0);

        foreach (var hour in (int[])[14, 15, 16])
        {
            await MoveAsync(device, id, hour);
        }

        (await RowsAsync(api)).Select(message => (message.Type, message.Position)).ShouldBe([("callback.requested", 1), ("callback.rescheduled", 4)]);
        await extranet.ComeBackAsync();
        await EmptyAsync(api);
        extranet.Book.MessagesOf(id).Select(message => (message.Type, MergedMessages.SlotOf(message)))
            .ShouldBe([("callback.requested", Slot(10, 24)), ("callback.rescheduled", Slot(16))]);
        (await MergedMessages.ReadAsync(api)).ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Cancellation_BehindAMoveThatHasNotLeft_TakesItsPlaceAndTouchesNothingThatWasTried(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, [new("Extranet:Timeout", "00:00:10")]);
        var slow = extranet.Script.Always(FaultStep.Slow(TimeSpan.FromSeconds(2)));
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        await Eventually.TrueAsync(async () => (await RowsAsync(api)).Single().LeaseId is not null);
        var underWay = (await RowsAsync(api)).Single();

        await MoveAsync(device, id, 14);
        await device.PostAsync($"{Path}/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);

        var rows = await RowsAsync(api);
        (rows[0].Id, rows[0].LeaseId, rows[0].Attempts).ShouldBe((underWay.Id, underWay.LeaseId, 1));
        rows.Select(message => message.Type).ShouldBe(["callback.requested", "callback.cancelled"]);
        extranet.Script.Remove(slow);
        await EmptyAsync(api);
        extranet.Book.MessagesOf(id).Select(message => message.Type).ShouldBe(["callback.requested", "callback.cancelled"]);
        extranet.Book.RequestCount.ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Move_BehindAParkedRequest_WaitsForItsReplay(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        var refuse = extranet.Script.Always(FaultStep.Answer(422));
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        await Eventually.TrueAsync(async () => (await RowsAsync(api)).Single().Status == OutboxStatus.Parked);
        extranet.Script.Remove(refuse);

        await MoveAsync(device, id, 14);
        await MoveAsync(device, id, 15);
        await api.WithServiceAsync((OutboxStore store) => store.ReplayAsync(id: null, CancellationToken.None));
        await MoveAsync(device, id, 16);

        await EmptyAsync(api);
        var messages = extranet.Book.MessagesOf(id);
        messages[0].Type.ShouldBe("callback.requested");
        MergedMessages.SlotOf(messages[0]).ShouldBe(Slot(10, 24), "what was refused is sent as it was");
        MergedMessages.SlotOf(messages[^1]).ShouldBe(Slot(16));
        messages.Count.ShouldBe(4 - await MergedMessages.ReadAsync(api));
    }

    /// <summary>A merge that is not committed yet holds its row: a dispatcher passes it by, and finds what took its place.</summary>
    [Fact]
    public async Task Claim_WhileAMergeIsNotCommitted_PassesItsRowBy()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var api = await ApiHost.StartAsync(database);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();
        var before = await SingleAsync(api);
        await using var merging = database.Open();
        await using var transaction = await merging.Database.BeginTransactionAsync();
        (await StoreOf(merging).RemoveUntriedAsync(before.StreamId, CancellationToken.None)).Single().Id.ShouldBe(before.Id);
        merging.OutboxMessages.Add(Successor(before));
        await merging.SaveChangesAsync();

        (await ClaimAsync(api)).ShouldBeEmpty();
        await transaction.CommitAsync();

        var claimed = (await ClaimAsync(api)).ShouldHaveSingleItem();
        (claimed.Position, claimed.Payload.Value).ShouldBe((2, "newest"));
    }

    /// <summary>A claim that is not committed yet makes the change wait, and then go behind.</summary>
    [Fact]
    public async Task Move_WhileAClaimIsNotCommitted_WaitsForItAndGoesBehind()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        await using var claiming = database.Open();
        await using var transaction = await claiming.Database.BeginTransactionAsync();
        var claimed = (await StoreOf(claiming).ClaimAsync(10, NewLease(), CancellationToken.None)).ShouldHaveSingleItem();

        var moving = MoveAsync(device, id, 14);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        moving.IsCompleted.ShouldBeFalse("the row is the claim's");
        await transaction.CommitAsync();
        await moving;

        var rows = await RowsAsync(api);
        rows.Select(message => (message.Type, message.Position, message.Attempts)).ShouldBe([("callback.requested", 1, 1), ("callback.rescheduled", 2, 0)]);
        rows[0].Id.ShouldBe(claimed.Id);
        (await MergedMessages.ReadAsync(api)).ShouldBe(0);
        (await ClaimAsync(api)).ShouldBeEmpty("what is under way comes first");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1)]
    [InlineData(DatabaseKind.PostgreSql, 2)]
    public async Task Changes_WhileReplicasDeliver_EndWithTheNewestWordAndAddUp(DatabaseKind kind, int replicas)
    {
        const int Callbacks = 40;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        var mix = extranet.Script.Mix(new FaultMix(
            FaultStep.Slow(TimeSpan.FromMilliseconds(15)), new FaultShare(0.1, FaultStep.CutAfterStoring), new FaultShare(0.1, FaultStep.Answer(503))));

        // Few deliveries at once, so that some changes find a message that was tried and some do not.
        KeyValuePair<string, string?>[] settings = [.. ManyPlaces, new("Outbox:Concurrency", "3"), new("Outbox:PollInterval", "00:00:00.020")];
        await using var one = await ApiHost.StartAsync(database, extranet, settings);
        await using var two = replicas == 2 ? await ApiHost.StartAsync(database, extranet, settings) : null;
        var device = await one.RegisterDeviceAsync();
        HttpClient[] clients = two is null ? [device] : [device, two.WithBearer(device.DefaultRequestHeaders.Authorization!.Parameter!)];
        var ended = new System.Collections.Concurrent.ConcurrentDictionary<string, DateTimeOffset?>();

        await Parallel.ForEachAsync(Enumerable.Range(0, Callbacks), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, token) =>
        {
            var id = (string)(await clients[index % replicas].SubmitCallbackAsync())["id"]!;
            for (var hour = 12; hour < 17; hour++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds((index * 7 % 5) * 10), token);
                await MoveAsync(clients[(index + hour) % replicas], id, hour);
            }

            if (index % 4 == 0)
            {
                await clients[(index + 1) % replicas].PostAsync($"{Path}/{id}/cancellation", null, token).ReadAsync(HttpStatusCode.OK);
            }

            ended[id] = index % 4 == 0 ? null : Slot(16);
        });

        await EmptyAsync(one);
        extranet.Script.Remove(mix);
        var merged = await MergedMessages.ReadAsync(one);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {extranet.Book.MessageCount} messages delivered, {merged} merged");
        extranet.Book.MessageCount.ShouldBe((Callbacks * 6) + (Callbacks / 4) - merged);
        merged.ShouldBeGreaterThan(0);
        var unheardOf = await MergedMessages.UnheardOfAsync(one);
        foreach (var (id, slot) in ended.Where(each => !unheardOf.Contains(each.Key)))
        {
            var messages = extranet.Book.MessagesOf(id);
            messages[0].Type.ShouldBe("callback.requested");
            messages.Skip(1).SkipLast(1).ShouldAllBe(message => message.Type == "callback.rescheduled");
            MergedMessages.SlotOf(messages[^1]).ShouldBe(slot);
            messages.Select(MergedMessages.SlotOf).Where(each => each is not null).ShouldBeInOrder();
        }
    }

    private static OutboxStore StoreOf(AppDbContext context) => new(context, new WriterQueue(oneAtATime: false), Options.Create(new OutboxOptions()));

    private static OutboxMessage Successor(OutboxMessage before) => new()
    {
        Id = NewLease(),
        StreamId = before.StreamId,
        Position = before.Position + 1,
        Type = before.Type,
        Payload = new Domain.Common.SealedText("newest"),
        CreatedAt = before.CreatedAt,
        NotBefore = OutboxMessage.AtOnce,
    };

    private static Guid NewLease() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static Task<List<OutboxMessage>> ClaimAsync(ApiHost api) =>
        api.WithServiceAsync((OutboxStore store) => store.ClaimAsync(10, NewLease(), CancellationToken.None));

    private static Task<List<OutboxMessage>> RowsAsync(ApiHost api) => api.WithServiceAsync(
        (AppDbContext context) => context.OutboxMessages.AsNoTracking().OrderBy(message => message.Position).ToListAsync());

    private static async Task<OutboxMessage> SingleAsync(ApiHost api) => (await RowsAsync(api)).ShouldHaveSingleItem();

    private static async Task<string> StatusAsync(ApiHost api) => (await api.WithServiceAsync(
        (AppDbContext context) => context.CallbackRequests.Select(request => request.Status).SingleAsync())).ToString();

    private static Task EmptyAsync(ApiHost api) => Eventually.TrueAsync(async () => (await RowsAsync(api)).Count == 0);

    /// <summary>To an hour of Wednesday, which must succeed.</summary>
    private static Task<JsonNode> MoveAsync(HttpClient client, string id, int hour) => client
        .PutAsJsonAsync($"{Path}/{id}/slots", CallbackBodies.Reschedule(("2026-11-25", string.Create(CultureInfo.InvariantCulture, $"{hour}:00"))))
        .ReadAsync(HttpStatusCode.OK);

    private static DateTimeOffset Slot(int hour, int day = 25) => new(2026, 11, day, hour - 1, 0, 0, TimeSpan.Zero);
}
