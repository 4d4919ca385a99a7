using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using MobileBackend.TestKit.RabbitMq;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>The broker goes and comes back; call backs are asked for all the while.</summary>
public sealed class RabbitMqRestartTests : IAsyncLifetime
{
    private const string Path = "/api/v1/callback-requests";
    private const int Clients = 4;

    /// <summary>Messages that wait before the broker is let back: an empty outbox would prove nothing.</summary>
    private const int LeastBacklog = 10;

    private ThrowawayRabbit _broker = null!;

    /// <summary>About half a minute in CI; `FAULT_RESTARTS=50 dotnet test --filter RabbitMqRestartTests` is the long form.</summary>
    private static int Restarts { get; } = int.Parse(Environment.GetEnvironmentVariable("FAULT_RESTARTS") ?? "2", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ThrowawayRabbit.SkipReason is not null, ThrowawayRabbit.SkipReason ?? string.Empty);
        _broker = await ThrowawayRabbit.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task BrokerRestarts_WhileCallbacksAreAskedFor_LosesNothingDoublesNothingAndKeepsTheOrder(DatabaseKind kind)
    {
        var queue = new BrokerQueue(_broker, ThrowawayRabbit.FreshName());
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(
            database, settings: [.. queue.Settings, new("Callbacks:SlotCapacity", "1000000"), new("Extranet:Timeout", "00:00:05")]);
        var told = new ConcurrentQueue<string>();
        using var asking = new CancellationTokenSource();
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => api.RegisterDeviceAsync()));
        var askers = clients.Select(client => AskUntilAsync(client, told, asking.Token)).ToArray();

        for (var restart = 0; restart < Restarts; restart++)
        {
            var before = told.Count;
            await Eventually.TrueAsync(() => Task.FromResult(told.Count > before + LeastBacklog));
            await _broker.StopAsync(immediate: restart % 2 == 0);
            await Eventually.TrueAsync(async () => await DepthAsync(api) >= LeastBacklog);
            await _broker.ResumeAsync();
        }

        await asking.CancelAsync();
        await Task.WhenAll(askers);
        var heardOf = told.Except(await MergedMessages.UnheardOfAsync(api)).ToList();
        var messages = await queue.TakeAsync(heardOf.Count * 2);
        await Eventually.TrueAsync(async () => await DepthAsync(api) == 0);
        messages.AddRange(await queue.TakeAsync(0));

        // What the extranet does: the first of each message id counts.
        var read = messages.DistinctBy(message => message.Id).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}: {Restarts} restarts with at least {LeastBacklog} messages waiting, {told.Count} call backs, "
                + $"{messages.Count} messages in the queue, {read.Count} by id");
        read.Count.ShouldBe((told.Count * 2) - await MergedMessages.ReadAsync(api));
        read.GroupBy(message => message.CallbackId).Select(callback => callback.Key).Order().ShouldBe(heardOf.Order());
        read.GroupBy(message => message.CallbackId)
            .ShouldAllBe(callback => callback.Select(message => message.Type).SequenceEqual(new[] { "callback.requested", "callback.cancelled" }));
    }

    [Fact]
    public async Task Start_BrokerDown_TakesCallbacksAndDeliversThemOnceItIsUp()
    {
        var queue = new BrokerQueue(_broker, ThrowawayRabbit.FreshName());
        await _broker.StopAsync(immediate: false);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: queue.Settings);
        var device = await api.RegisterDeviceAsync();

        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        ((string?)(await api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.OK))["checks"]!["extranet"]!["status"]).ShouldBe("healthy");
        await Eventually.TrueAsync(() => api.WithServiceAsync((AppDbContext context) => context.OutboxMessages.AnyAsync(
            message => message.LastFault == "broker-unreachable")));

        await _broker.ResumeAsync();
        (await queue.TakeAsync(1)).ShouldAllBe(message => message.CallbackId == id);
        await Eventually.TrueAsync(async () => await DepthAsync(api) == 0);
    }

    private static async Task AskUntilAsync(HttpClient device, ConcurrentQueue<string> told, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = (string)(await device.SubmitCallbackAsync())["id"]!;
            told.Enqueue(id);
            await device.PostAsync($"{Path}/{id}/cancellation", null, CancellationToken.None).ReadAsync(HttpStatusCode.OK);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    private static async Task<int> DepthAsync(ApiHost api) =>
        (int)(await api.StaffClient("administrator").GetAsync("/api/v1/staff/outbox").ReadAsync(HttpStatusCode.OK))["depth"]!;
}
