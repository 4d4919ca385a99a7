using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Pushes;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Jobs;

/// <summary>
/// Somebody who does not come back. Here a device is kept for 60 days and its person told 30 before, so that its tokens still work when it
/// is told. The clock starts on 23 November 2026, 9:00 in Paris.
/// </summary>
public sealed class InactiveDeviceTests
{
    private const string Title = "Vos données vont bientôt s’effacer";
    private static readonly KeyValuePair<string, string?>[] SixtyDays =
    [
        new("Retention:InactiveDevice", "60.00:00:00"), new("Retention:InactiveDeviceWarning", "30.00:00:00"),

        // Here people come back, or not, after weeks; a device that never did is another rule's.
        new("Retention:UnusedDevice", "365.00:00:00"),
    ];

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Device_StaysAway_IsWarnedOnceThenErasedWithAReceipt(DatabaseKind kind)
    {
        await using var stage = await OpenAsync(kind);
        var phone = await stage.PhoneAsync();
        await AtDayAsync(stage, 29.99);
        stage.Firebase.Book.RequestCount.ShouldBe(0);

        (await AtDayAsync(stage, 30)).Warned.ShouldBe(1);
        await stage.UntilAsync(book => book.MessageCount == 1);
        var pushed = stage.Firebase.Book.Messages.Single();
        pushed.Token.ShouldBe(phone.Token);
        pushed.Title.ShouldBe("Vos données vont s’effacer");
        ((string)JsonNode.Parse(pushed.Body)!["message"]!["notification"]!["body"]!).ShouldContain("à partir du 22 janvier 2027");
        var told = await phone.MessageAsync(Title);
        ((string)told["topic"]!).ShouldBe("account");
        ((Guid)told["subjectId"]!).ShouldBe(phone.DeviceId.Value);
        ((string)told["body"]!).ShouldContain("Il suffit d’ouvrir l’application avant cette date");

        (await AtDayAsync(stage, 59.99)).ShouldBe((0, 0), "told once, and kept until the day it was told");
        (await AtDayAsync(stage, 60)).ShouldBe((0, 1));

        await phone.Client.GetAsync("/api/v1/devices/me").ReadProblemAsync(HttpStatusCode.Unauthorized);
        await using var scope = stage.Api.CreateScope();
        var context = (AppDbContext)scope.ServiceProvider.GetService(typeof(AppDbContext))!;
        (await context.InboxMessages.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        (await context.Pushes.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        var receipt = await context.ErasureReceipts.SingleAsync(TestContext.Current.CancellationToken);
        receipt.ErasedAt.ShouldBe(stage.Time.Now);
        (receipt.Counts["device"], receipt.Counts["messages"]).ShouldBe((1, 1));
        stage.Firebase.Book.MessageCount.ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Device_ThatComesBack_IsSparedAndWarnedAnewAfterItsNextAbsence(DatabaseKind kind)
    {
        await using var stage = await OpenAsync(kind);
        var (phone, refreshToken) = await RegisterAsync(stage);
        (await AtDayAsync(stage, 30)).Warned.ShouldBe(1);
        await stage.UntilAsync(book => book.MessageCount == 1);

        stage.Time.Now = ApiHost.Start.AddDays(40);
        await RenewAsync(stage, refreshToken);

        (await AtDayAsync(stage, 60)).ShouldBe((0, 0));
        (await AtDayAsync(stage, 69)).ShouldBe((0, 0));
        (await AtDayAsync(stage, 70)).ShouldBe((1, 0), "thirty days after it was last seen");
        await stage.UntilAsync(book => book.MessageCount == 2);
        (await phone.InboxAsync()).Count(message => (string)message["title"]! == Title).ShouldBe(2);
        (await AtDayAsync(stage, 99)).ShouldBe((0, 0));
        (await AtDayAsync(stage, 100)).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Device_ThatComesBackBeforeThePush_IsNotDisturbed()
    {
        await using var stage = await OpenAsync(DatabaseKind.Sqlite);
        var (phone, refreshToken) = await RegisterAsync(stage);
        (await AtDayAsync(stage, 30.6)).Warned.ShouldBe(1);
        (await stage.PushesAsync(phone)).Single().Status.ShouldBe(PushStatus.Planned, "it is 23:24 in Paris");

        await RenewAsync(stage, refreshToken);

        (await stage.PushesAsync(phone)).Single().Status.ShouldBe(PushStatus.Cancelled);
        stage.Firebase.Book.RequestCount.ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Device_NobodyLookedForMonths_IsWarnedAndKeptForItsNotice(DatabaseKind kind)
    {
        await using var stage = await OpenAsync(kind);
        var phone = await stage.PhoneAsync();

        (await AtDayAsync(stage, 200)).ShouldBe((1, 0), "nobody is erased without a warning");
        var told = (string)(await phone.MessageAsync(Title))["body"]!;
        told.ShouldContain("à partir du 11 juillet 2027");
        told.ShouldNotContain("Il suffit d’ouvrir", Case.Insensitive, "its tokens are over: opening the app no longer saves anything");
        (await AtDayAsync(stage, 229.9)).ShouldBe((0, 0));
        (await AtDayAsync(stage, 230)).ShouldBe((0, 1));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Device_ErasedWithAnOpenCallBack_IsCancelledAtTheExtranetById(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, [.. SixtyDays, new("Retention:OpenCallbackAfterSlot", "1000.00:00:00")]);
        await api.ApplyRetentionAsync();
        var device = await api.RegisterDeviceAsync();
        var created = await device.SubmitCallbackAsync();
        await Eventually.TrueAsync(() => api.WithServiceAsync(async (AppDbContext context) => !await context.OutboxMessages.AnyAsync()));

        api.Time.Advance(TimeSpan.FromDays(30));
        await api.ApplyRetentionAsync();
        api.Time.Advance(TimeSpan.FromDays(30));
        (await api.ApplyRetentionAsync()).Of("devices", "erased").ShouldBe(1);

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 2, TimeSpan.FromSeconds(30));
        extranet.Book.Messages[1].Type.ShouldBe("callback.cancelled");
        var cancelled = JsonNode.Parse(extranet.Book.Messages[1].Body)!["callback"]!.AsObject();
        cancelled.Select(member => member.Key).ShouldBe(["id"]);
        ((string)cancelled["id"]!).ShouldBe((string)created["id"]!);
        (await api.WithServiceAsync((AppDbContext context) => context.CallbackRequests.CountAsync())).ShouldBe(0);
    }

    /// <summary>The run of the start is over: the clock may be moved.</summary>
    private static async Task<PushStage> OpenAsync(DatabaseKind kind)
    {
        var stage = await PushStage.OpenAsync(kind, SixtyDays);
        await stage.Api.ApplyRetentionAsync();
        return stage;
    }

    private static async Task<(int Warned, int Erased)> AtDayAsync(PushStage stage, double day)
    {
        stage.Time.Now = ApiHost.Start.AddDays(day);
        var done = await stage.Api.ApplyRetentionAsync();
        return (done.Of("devices", "warned"), done.Of("devices", "erased"));
    }

    private static async Task<(Phone Phone, string RefreshToken)> RegisterAsync(PushStage stage)
    {
        const string Token = "token-of-who-comes-back";
        var phone = new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris", pushToken = Token };
        var device = await stage.Api.Http.PostAsJsonAsync("/api/v1/devices", phone).ReadAsync(HttpStatusCode.Created);
        var id = DeviceId.From((Guid)device["deviceId"]!);
        return (new Phone(new HttpClient(new FreshToken(stage.Api, id)) { BaseAddress = stage.Api.Address }, id, Token), (string)device["refreshToken"]!);
    }

    private static Task<JsonNode> RenewAsync(PushStage stage, string refreshToken) =>
        stage.Api.Http.PostAsJsonAsync("/api/v1/devices/tokens", new { refreshToken }).ReadAsync(HttpStatusCode.OK);
}
