using System.Net;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>Who may deliver a message, and who may say how that ended. No extranet is configured: only the tests claim.</summary>
public sealed class OutboxStoreTests
{
    private const string Path = "/api/v1/callback-requests";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Lease_NotOver_KeepsTheMessageFromOthers(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();

        var claimed = (await ClaimAsync(api, NewLease())).ShouldHaveSingleItem();

        claimed.Attempts.ShouldBe(1);
        claimed.NotBefore.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow() + new OutboxOptions().Lease / 2);
        (await ClaimAsync(api, NewLease())).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Lease_Over_LetsAnotherHolderInAndTheFirstSayNothingMore(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();
        var (first, second) = (NewLease(), NewLease());
        var message = (await ClaimAsync(api, first)).ShouldHaveSingleItem();
        await EndLeaseAsync(database, message);

        var again = (await ClaimAsync(api, second)).ShouldHaveSingleItem();

        (again.Id, again.Attempts, again.LeaseId).ShouldBe((message.Id, 2, second));
        (await UseAsync(api, store => store.RemoveDeliveredAsync([(message.Id, first)], CancellationToken.None))).ShouldBe(0);
        (await UseAsync(api, store => store.ParkAsync(first, message.Id, "status-422", CancellationToken.None))).ShouldBe(0);
        (await UseAsync(api, store => store.PostponeAsync(first, message.Id, TimeSpan.Zero, "status-500", CancellationToken.None))).ShouldBe(0);
        var stored = await SingleAsync(database);
        (stored.Status, stored.LeaseId, stored.LastFault, stored.NotBefore).ShouldBe((OutboxStatus.Waiting, second, null, again.NotBefore));
        (await UseAsync(api, store => store.RemoveDeliveredAsync([(message.Id, second)], CancellationToken.None))).ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Postponed_BeforeItsTime_IsNobodys(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();
        var lease = NewLease();
        var message = (await ClaimAsync(api, lease)).ShouldHaveSingleItem();

        (await UseAsync(api, store => store.PostponeAsync(lease, message.Id, TimeSpan.FromMinutes(5), "status-500", CancellationToken.None))).ShouldBe(1);

        (await ClaimAsync(api, NewLease())).ShouldBeEmpty();
        var stored = await SingleAsync(database);
        (stored.LeaseId, stored.LastFault).ShouldBe((null, "status-500"));
        stored.NotBefore.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(4));
        (await UseAsync(api, store => store.RemoveDeliveredAsync([(message.Id, lease)], CancellationToken.None)))
            .ShouldBe(0, "a lease that was given back is over");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Claim_StreamsOfTwoMessages_GivesTheirHeadsAndNothingBehindAParkedOne(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        string[] ids = [(string)(await device.SubmitCallbackAsync())["id"]!, (string)(await device.SubmitCallbackAsync())["id"]!];
        var lease = NewLease();
        var heads = await ClaimAsync(api, lease);
        heads.Select(message => message.Type).ShouldBe(["callback.requested", "callback.requested"]);
        foreach (var id in ids)
        {
            await device.PostAsync($"{Path}/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        }

        var (parked, delivered) = (heads[0], heads[1]);
        (await UseAsync(api, store => store.ParkAsync(lease, parked.Id, "status-422", CancellationToken.None))).ShouldBe(1);
        (await UseAsync(api, store => store.RemoveDeliveredAsync([(delivered.Id, lease)], CancellationToken.None))).ShouldBe(1);

        var next = (await ClaimAsync(api, NewLease())).ShouldHaveSingleItem();
        (next.StreamId, next.Type).ShouldBe((delivered.StreamId, "callback.cancelled"));

        (await UseAsync(api, store => store.ReplayAsync(parked.Id, CancellationToken.None))).ShouldBe(1);
        (await ClaimAsync(api, NewLease())).ShouldHaveSingleItem().Id.ShouldBe(parked.Id);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Claim_ManyAtOnce_NoMessageHasTwoHolders(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "100")]);
        var device = await api.RegisterDeviceAsync();
        for (var index = 0; index < 20; index++)
        {
            await device.SubmitCallbackAsync();
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ClaimAsync(api, NewLease(), 3)));
        var rest = await ClaimAsync(api, NewLease(), 20);

        claims.Append(rest).SelectMany(claim => claim).Select(message => message.Id).ShouldBeUnique();
        claims.Append(rest).Sum(claim => claim.Count).ShouldBe(20);
    }

    private static Guid NewLease() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static Task<List<OutboxMessage>> ClaimAsync(ApiHost api, Guid lease, int count = 10) =>
        UseAsync(api, store => store.ClaimAsync(count, lease, CancellationToken.None));

    private static Task<T> UseAsync<T>(ApiHost api, Func<OutboxStore, Task<T>> use) => api.WithServiceAsync(use);

    private static async Task<OutboxMessage> SingleAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return await context.OutboxMessages.AsNoTracking().SingleAsync();
    }

    /// <summary>As if the lease had been taken a whole lease earlier.</summary>
    private static async Task EndLeaseAsync(TestDatabase database, OutboxMessage message)
    {
        await using var context = database.Open();
        var taken = message.NotBefore - new OutboxOptions().Lease;
        (await context.OutboxMessages.Where(stored => stored.Id == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.NotBefore, taken))).ShouldBe(1);
    }
}
