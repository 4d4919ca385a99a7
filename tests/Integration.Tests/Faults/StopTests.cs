using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Integration.Tests.Http;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Faults;

public sealed class StopTests
{
    [Fact]
    public async Task Drain_UntilBalancersNoticed_IsNotReadyButServes()
    {
        var gate = new ProbeGate();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ProbeController.StartAsync(database, services => services.AddSingleton(gate), ("Shutdown:DrainDelay", "00:05:00"));
        using (var before = await api.Http.GetAsync("/health/ready"))
        {
            before.StatusCode.ShouldBe(HttpStatusCode.OK);
            (before.Headers.ConnectionClose ?? false).ShouldBeFalse();
        }

        var underWay = api.Http.GetAsync("/api/v1/probe/held");
        await Eventually.TrueAsync(() => Task.FromResult(gate.Arrived == 1));
        using var patience = new CancellationTokenSource();
        var stop = api.Services.GetRequiredService<IHost>().StopAsync(patience.Token);

        var ready = await api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.ServiceUnavailable);
        ((string?)ready["status"]).ShouldBe("unhealthy");
        ((string?)ready["checks"]!["stopping"]!["status"]).ShouldBe("unhealthy");
        (await api.Http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var stranger = new HttpClient { BaseAddress = api.Address };
        var device = new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" };
        using (var served = await stranger.PostAsJsonAsync("/api/v1/devices", device))
        {
            served.StatusCode.ShouldBe(HttpStatusCode.Created, "new connections are still taken");
            served.Headers.ConnectionClose.ShouldBe(true);
        }

        gate.Open();
        using (var answer = await underWay)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.ConnectionClose.ShouldBe(true, "it was begun before the stop, and its connection is of no more use");
        }

        stop.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await stop.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await Should.ThrowAsync<HttpRequestException>(() => stranger.GetAsync("/health/live"));
    }

    [Fact]
    public async Task Stop_WithARequestUnderWay_AnswersItFirst()
    {
        var gate = new ProbeGate();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ProbeController.StartAsync(database, services => services.AddSingleton(gate));
        var underWay = api.Http.GetAsync("/api/v1/probe/held");
        await Eventually.TrueAsync(() => Task.FromResult(gate.Arrived == 1));

        var stop = api.Services.GetRequiredService<IHost>().StopAsync(CancellationToken.None);
        using var stranger = new HttpClient { BaseAddress = api.Address };
        await Eventually.TrueAsync(async () => await IsRefusedAsync(stranger));
        stop.IsCompleted.ShouldBeFalse();
        gate.Open();

        (await underWay).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stop.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Stop_WithDeliveriesUnderWay_GivesThemBackAtOnce(DatabaseKind kind)
    {
        const int Messages = 5;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        extranet.Script.Always(FaultStep.Silence);
        var stopped = await ApiHost.StartAsync(database, extranet);
        var device = await stopped.RegisterDeviceAsync();
        for (var message = 0; message < Messages; message++)
        {
            await device.SubmitCallbackAsync();
        }

        await Eventually.TrueAsync(() => Task.FromResult(extranet.Book.RequestCount == Messages));
        (await RowsAsync(database)).ShouldAllBe(row => row.LeaseId != null, "a stop with nothing under way would prove nothing");
        await stopped.DisposeAsync();

        var rows = await RowsAsync(database);
        rows.Count.ShouldBe(Messages);
        rows.ShouldAllBe(row => row.LeaseId == null && row.NotBefore <= TimeProvider.System.GetUtcNow());
        extranet.Script.Clear();
        await using var other = await ApiHost.StartAsync(database, extranet);
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == Messages, new OutboxOptions().Lease / 2);
    }

    private static async Task<bool> IsRefusedAsync(HttpClient stranger)
    {
        try
        {
            (await stranger.GetAsync("/health/live")).Dispose();
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private static async Task<List<OutboxMessage>> RowsAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return await context.OutboxMessages.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }
}
