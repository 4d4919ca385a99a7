using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>A second destination beside the extranet, which has no address here.</summary>
public sealed class OutboxDestinationTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Message_OfAnotherDestination_IsDeliveredThereWhileTheExtranetsWait(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var garden = new Garden();
        await using var api = await ApiHost.StartAsync(
            database, configure: services => services.AddSingleton<IOutboxDestination>(garden).AddSingleton<IDeliveryFollowUp>(garden));
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();

        (await PlantAsync(api, "garden.planted")).ShouldBe(Result.Success);

        await Eventually.TrueAsync(() => Task.FromResult(!garden.FollowedUp.IsEmpty));
        garden.Sent.ShouldHaveSingleItem().ShouldBe("garden.planted: apple");
        garden.FollowedUp.ShouldHaveSingleItem().ShouldBe("garden.planted");
        await Eventually.TrueAsync(() => api.WithServiceAsync((AppDbContext context) =>
            context.OutboxMessages.AnyAsync(message => message.Type == "callback.requested" && message.LastFault == "not-configured")));
        (await api.WithServiceAsync((AppDbContext context) => context.OutboxMessages.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Message_OfATypeThatNoDestinationTakes_StaysAndIsTriedAgain()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, configure: services => services.AddSingleton<IOutboxDestination>(new Garden()));

        await PlantAsync(api, "orchard.planted");

        await Eventually.TrueAsync(() => api.WithServiceAsync((AppDbContext context) =>
            context.OutboxMessages.AnyAsync(message => message.Type == "orchard.planted" && message.LastFault == nameof(InvalidOperationException))));
    }

    private static Task<Result> PlantAsync(ApiHost api, string type) => api.WithServiceAsync((IServiceProvider services) =>
        services.GetRequiredService<IUnitOfWork>().RunAsync(
            token =>
            {
                var outbox = services.GetRequiredService<OutboxWriter>();
                outbox.Add(Guid.CreateVersion7(ApiHost.Start), 1, type, payload: _ => "apple", notBefore: OutboxMessage.AtOnce, waitingSince: null);
                return Task.FromResult(Result.Success);
            },
            CancellationToken.None));

    private sealed class Garden : IOutboxDestination, IDeliveryFollowUp
    {
        public ConcurrentQueue<string> Sent { get; } = new();

        public ConcurrentQueue<string> FollowedUp { get; } = new();

        public DeliveryChannel Channel { get; } = new();

        public bool IsConfigured => true;

        public bool Takes(string type) => type.StartsWith("garden.", StringComparison.Ordinal);

        public Task<DeliveryOutcome> SendAsync(Guid messageId, string type, string payload, CancellationToken cancellationToken)
        {
            Sent.Enqueue($"{type}: {payload}");
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        }

        public Task AfterDeliveryAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken cancellationToken)
        {
            foreach (var message in delivered)
            {
                FollowedUp.Enqueue(message.Type);
            }

            return Task.CompletedTask;
        }

        public void LogNotConfigured()
        {
        }

        public void LogChannelFails(string fault)
        {
        }

        public void LogChannelWorks()
        {
        }

        public void LogParked(Guid messageId, string fault)
        {
        }
    }
}
