using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Devices;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Enrolments;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Jobs;

/// <summary>An app that was opened once, or a script that opened it: nothing is kept of it after a week, and nothing is lost of any other.</summary>
public sealed class UnusedDeviceTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly KeyValuePair<string, string?>[] ByHand = [new("Jobs:PollInterval", "1.00:00:00"), EnrolmentCalls.NoWorker];

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Device_ThatNeverCameBackAndOwnsNothing_IsDroppedAfterAWeek(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await OpenAsync(database);
        var tokens = await RegisterAsync(api);

        api.Time.Advance(Week);
        (await api.ApplyRetentionAsync()).Of("devices").ShouldBe(0);
        api.Time.Advance(Moment);
        (await api.PreviewRetentionAsync()).Of("devices").ShouldBe(1);
        (await IdsAsync(api)).Count.ShouldBe(1, "a preview changes nothing");
        (await api.ApplyRetentionAsync()).Of("devices").ShouldBe(1);

        (await IdsAsync(api)).ShouldBeEmpty();
        (await api.WithServiceAsync((AppDbContext context) => context.RefreshTokens.CountAsync())).ShouldBe(0);
        (await api.WithServiceAsync((AppDbContext context) => context.ErasureReceipts.CountAsync())).ShouldBe(0, "there was nothing to erase");
        (await RenewAsync(api, tokens).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        await RegisterAsync(api);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Device_ThatCameBackOrOwnsAnything_IsKept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await OpenAsync(database);
        var kept = new Dictionary<string, Guid>
        {
            ["came back"] = await WithAsync(api, (_, tokens) => RenewAsync(api, tokens).ReadAsync(HttpStatusCode.OK)),
            ["call back"] = await WithAsync(api, (client, _) => client.SubmitCallbackAsync()),
            ["closed call back"] = await WithAsync(api, async (client, _) =>
            {
                var id = (string)(await client.SubmitCallbackAsync())["id"]!;
                await client.PostAsync($"/api/v1/callback-requests/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);
            }),
            ["enrolment"] = await WithAsync(api, (client, _) => client.EnrolAsync()),
            ["message"] = await WithAsync(api, (_, tokens) => AddAsync(database, context => context.InboxMessages.Add(InboxMessage.Write(
                InboxMessageId.From(Id()), DeviceOf(tokens), InboxTopic.Callback, Id(), "step", new SealedText("sealed"), ApiHost.Start)))),
            ["push"] = await WithAsync(api, (_, tokens) => AddAsync(database, context => context.Pushes.Add(Push.Plan(
                PushId.From(Id()), InboxMessageId.From(Id()), DeviceOf(tokens), new PushTiming(ApiHost.Start, ApiHost.Start.AddDays(30), true, null))))),
        };
        var dropped = (Guid)(await RegisterAsync(api))["deviceId"]!;

        // Messages that a call back or an enrolment made would keep the device by themselves.
        await api.WithServiceAsync((AppDbContext context) => context.InboxMessages.Where(message => message.Step != "step").ExecuteDeleteAsync());
        await api.WithServiceAsync((AppDbContext context) => context.Pushes.Where(push => push.DueAt > ApiHost.Start).ExecuteDeleteAsync());
        api.Time.Advance(Week + Moment);

        (await api.PreviewRetentionAsync()).Of("devices").ShouldBe(1);
        (await api.ApplyRetentionAsync()).Of("devices").ShouldBe(1);

        var left = await IdsAsync(api);
        left.ShouldNotContain(dropped);
        kept.Where(device => !left.Contains(device.Value)).Select(device => device.Key).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task OwnedRows_OfEveryFeature_AreFoundInTheModel(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        UnusedDevices.OwnedColumns(context.Model).Select(owned => $"{owned.Table}.{owned.Column}").ShouldBe(
        [
            "callback_requests.device_id", "caller_blocks.device_id", "enrolments.device_id", "inbox_messages.device_id", "journal_entries.device_id",
            "pushes.device_id", "spent_asks.device_id",
        ],
            ignoreOrder: true);
    }

    /// <summary>Who creates something for a device shares its row until that is committed: the device is passed by, and then owns something.</summary>
    [Fact]
    public async Task Device_ForWhichSomethingIsBeingCreated_IsKept()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var api = await OpenAsync(database);
        var device = DeviceOf(await RegisterAsync(api));
        api.Time.Advance(Week + Moment);
        await using var creating = database.Open();
        await using var transaction = await creating.Database.BeginTransactionAsync();
        (await new DeviceLocks(creating).ShareAsync(device, CancellationToken.None)).ShouldBeTrue();

        var run = api.ApplyRetentionAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        creating.InboxMessages.Add(InboxMessage.Write(
            InboxMessageId.From(Id()), device, InboxTopic.Callback, Id(), "step", new SealedText("sealed"), ApiHost.Start));
        await creating.SaveChangesAsync();
        await transaction.CommitAsync();
        await run;

        (await IdsAsync(api)).ShouldBe([device.Value]);
    }

    /// <summary>The run of the start is over: the clock may be moved.</summary>
    private static async Task<ApiHost> OpenAsync(TestDatabase database)
    {
        var api = await ApiHost.StartAsync(database, settings: ByHand);
        await api.ApplyRetentionAsync();
        return api;
    }

    private static async Task<Guid> WithAsync(ApiHost api, Func<HttpClient, JsonNode, Task> own)
    {
        var tokens = await RegisterAsync(api);
        api.Time.Advance(TimeSpan.FromSeconds(1));
        await own(api.WithBearer((string)tokens["accessToken"]!), tokens);
        return (Guid)tokens["deviceId"]!;
    }

    private static async Task AddAsync(TestDatabase database, Action<AppDbContext> add)
    {
        await using var context = database.Open();
        add(context);
        await context.SaveChangesAsync();
    }

    private static Task<JsonNode> RegisterAsync(ApiHost api) => api.Http
        .PostAsJsonAsync("/api/v1/devices", new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" })
        .ReadAsync(HttpStatusCode.Created);

    private static Task<HttpResponseMessage> RenewAsync(ApiHost api, JsonNode tokens) =>
        api.Http.PostAsJsonAsync("/api/v1/devices/tokens", new { refreshToken = (string)tokens["refreshToken"]! });

    private static async Task<List<Guid>> IdsAsync(ApiHost api) =>
        (await api.WithServiceAsync((AppDbContext context) => context.Devices.Select(device => device.Id).ToListAsync())).ConvertAll(id => id.Value);

    private static DeviceId DeviceOf(JsonNode tokens) => DeviceId.From((Guid)tokens["deviceId"]!);

    private static Guid Id() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
