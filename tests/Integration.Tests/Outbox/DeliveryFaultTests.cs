using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>The extranet on its bad days: nothing is lost, nothing is doubled, and the order of each call back holds.</summary>
public sealed class DeliveryFaultTests
{
    private const string Path = "/api/v1/callback-requests";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Some seconds in CI; `FAULT_SECONDS=600 dotnet test --filter DeliveryFaultTests` is the long form.</summary>
    private static readonly TimeSpan BadDays = TimeSpan.FromSeconds(int.Parse(
        Environment.GetEnvironmentVariable("FAULT_SECONDS") ?? "5", CultureInfo.InvariantCulture));

    public static TheoryData<DatabaseKind, string> ChannelFaults
    {
        get
        {
            var data = new TheoryData<DatabaseKind, string>();
            foreach (var kind in new EachDatabase())
            {
                foreach (var fault in Faults.Keys)
                {
                    data.Add(kind.Data, fault);
                }
            }

            return data;
        }
    }

    private static Dictionary<string, Func<FaultStep>> Faults { get; } = new()
    {
        ["500"] = () => FaultStep.Answer(500),
        ["401"] = () => FaultStep.Answer(401),
        ["403"] = () => FaultStep.Answer(403),
        ["404"] = () => FaultStep.Answer(404),
        ["408"] = () => FaultStep.Answer(408),
        ["429"] = () => FaultStep.Answer(429).WithRetryAfter(TimeSpan.FromSeconds(1)),
        ["503-html"] = () => FaultStep.Html(503),
        ["redirect"] = () => FaultStep.Redirect("http://127.0.0.1:9/elsewhere", 307),
        ["cut-before"] = () => FaultStep.CutBeforeStoring,
        ["cut-after"] = () => FaultStep.CutAfterStoring,
        ["silence"] = () => FaultStep.Silence,
        ["silence-after"] = () => FaultStep.SilenceAfterStoring,
        ["10-MB"] = () => FaultStep.Answer(500).WithBodyOf(10 * 1024 * 1024),
    };

    [Theory]
    [MemberData(nameof(ChannelFaults))]
    public async Task Delivery_ChannelFault_ArrivesOnceAndInOrder(DatabaseKind kind, string fault)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        extranet.Script.Next(Faults[fault](), Faults[fault]());
        await using var api = await ApiHost.StartAsync(database, extranet, [new("Extranet:Timeout", "00:00:00.500")]);
        var device = await api.RegisterDeviceAsync();

        var id = (string)(await device.SubmitCallbackAsync())["id"]!;
        await extranet.Book.WaitUntilAsync(book => book.RequestCount > 0, Patience);
        await device.PostAsync($"{Path}/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 2, Patience);
        extranet.Book.Messages.Select(message => message.Type).ShouldBe(["callback.requested", "callback.cancelled"]);
        await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["depth"]! == 0);
        extranet.Book.MessageCount.ShouldBe(2, "a repetition must not be stored twice");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    public async Task Delivery_MessageRefused_ParksItHoldsItsCallbackAndLetsOthersPass(int status)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        var device = await api.RegisterDeviceAsync();
        var rule = extranet.Script.Always(FaultStep.Answer(status));
        var poisoned = (string)(await device.SubmitCallbackAsync())["id"]!;
        await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["parked"]! == 1);
        extranet.Script.Remove(rule);

        await device.PostAsync($"{Path}/{poisoned}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        var other = (string)(await device.SubmitCallbackAsync())["id"]!;

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 1, Patience);
        extranet.Book.Messages.Single().CallbackId.ToString().ShouldBe(other, "the cancellation waits behind the parked request");
        var parked = (await OutboxAsync(api))["items"]!.AsArray().Single()!;
        ((string)parked["fault"]!).ShouldBe($"status-{status}");
        ((string)parked["callbackId"]!).ShouldBe(poisoned);

        await api.StaffClient("supervisor").PostAsync($"/api/v1/staff/outbox/{parked["messageId"]}/replay", null).ReadAsync(HttpStatusCode.OK);
        var audited = (await api.StaffClient("administrator").GetAsync("/api/v1/staff/audit-trail").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Single()!;
        ((string)audited["action"]!).ShouldBe("outbox-replayed");
        ((string)audited["target"]!).ShouldBe((string)parked["messageId"]!);
        ((string)audited["actor"]!).ShouldBe("staff-in-tests");

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 3, Patience);
        extranet.Book.MessagesOf(poisoned).Select(message => message.Type).ShouldBe(["callback.requested", "callback.cancelled"]);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Delivery_ExtranetDownThenUp_DeliversEverythingOnceAndInOrder(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, [new("Callbacks:SlotCapacity", "1000000"), new("Extranet:Timeout", "00:00:02")]);
        var device = await api.RegisterDeviceAsync();
        using var badDays = new CancellationTokenSource(BadDays);
        var misbehaving = MisbehaveAsync(extranet, badDays.Token);
        List<string> told = [];
        while (!badDays.IsCancellationRequested)
        {
            var id = (string)(await device.SubmitCallbackAsync())["id"]!;
            await device.PostAsync($"{Path}/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);
            told.Add(id);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        await misbehaving;
        var unheardOf = await MergedMessages.UnheardOfAsync(api);
        var heardOf = told.Except(unheardOf).ToList();
        await extranet.Book.WaitUntilAsync(book => book.MessageCount >= heardOf.Count * 2, Patience + BadDays);
        await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["depth"]! == 0);

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {told.Count} call backs in {BadDays}, {extranet.Book.RequestCount} deliveries tried");
        var merged = await MergedMessages.ReadAsync(api);
        extranet.Book.Messages.Count.ShouldBe((told.Count * 2) - merged, "a repetition must not be stored twice, and nothing else may be there");
        extranet.Book.Messages.GroupBy(message => message.CallbackId).Select(callback => callback.Key!.ToString()).Order().ShouldBe(heardOf.Order());
        extranet.Book.Messages.GroupBy(message => message.CallbackId)
            .ShouldAllBe(callback => callback.Select(message => message.Type).SequenceEqual(new[] { "callback.requested", "callback.cancelled" }));
    }

    /// <summary>Down, then erratic, then slow, over and over; in the end it is as it should be.</summary>
    private static async Task MisbehaveAsync(ExtranetSimulator extranet, CancellationToken stop)
    {
        var phase = TimeSpan.FromSeconds(Math.Max(1, Math.Min(20, BadDays.TotalSeconds / 4)));
        while (!stop.IsCancellationRequested)
        {
            await extranet.GoDownAsync();
            await Task.Delay(phase, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await extranet.ComeBackAsync(CancellationToken.None);
            extranet.Script.Next(
                Faults.Where(fault => fault.Key is not ("silence" or "silence-after")).SelectMany(fault => Enumerable.Repeat(fault.Value(), 3)));
            await Task.Delay(phase, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            extranet.Script.Clear();
            extranet.Script.Always(FaultStep.Slow(TimeSpan.FromMilliseconds(700)));
            await Task.Delay(phase, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            extranet.Script.Clear();
        }
    }

    [Fact]
    public async Task Delivery_TokenExpired_AsksForANewOneAndGoesOn()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet,
        [
            new("Extranet:TokenEndpoint", extranet.TokenEndpoint.ToString()),
            new("Extranet:ClientId", "mobile-backend"),
            new("Extranet:ClientSecret", "extranet-development-secret"),
        ]);
        var device = await api.RegisterDeviceAsync();
        await device.SubmitCallbackAsync();
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 1, Patience);
        extranet.TokensIssued.ShouldBe(1);

        extranet.RevokeTokens();
        await device.SubmitCallbackAsync();

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 2, Patience);
        extranet.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task Delivery_OneCallbackSilentForLong_DoesNotHoldUpOthers()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, [new("Callbacks:SlotCapacity", "100"), new("Extranet:Timeout", "00:00:30")]);
        var device = await api.RegisterDeviceAsync();
        var first = true;
        extranet.Script.Always(ExtranetMatch.Where(_ => Interlocked.Exchange(ref first, false)), FaultStep.Silence);

        for (var index = 0; index < 10; index++)
        {
            await device.SubmitCallbackAsync();
        }

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 9, Patience);
    }

    [Fact]
    public async Task TwoReplicas_OneDatabase_DeliverEachMessageOnceAndKeepTheOrder()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var extranet = await ExtranetSimulator.StartAsync();
        KeyValuePair<string, string?>[] settings = [new("Callbacks:SlotCapacity", "1000")];
        await using var one = await ApiHost.StartAsync(database, extranet, settings);
        await using var two = await ApiHost.StartAsync(database, extranet, settings);
        var device = await one.RegisterDeviceAsync();
        var deviceAtTwo = two.WithBearer(device.DefaultRequestHeaders.Authorization!.Parameter!);

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), async (index, token) =>
        {
            var id = (string)(await (index % 2 == 0 ? device : deviceAtTwo).SubmitCallbackAsync())["id"]!;
            await (index % 3 == 0 ? device : deviceAtTwo).PostAsync($"{Path}/{id}/cancellation", null, token).ReadAsync(HttpStatusCode.OK);
        });

        var sent = 120 - await MergedMessages.ReadAsync(one);
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == sent, Patience);
        extranet.Book.RequestCount.ShouldBe(sent, "no message was sent twice");
        extranet.Book.Messages.GroupBy(message => message.CallbackId)
            .ShouldAllBe(callback => callback.Select(message => message.Type).SequenceEqual(new[] { "callback.requested", "callback.cancelled" }));
    }

    private static Task<JsonNode> OutboxAsync(ApiHost api) => api.StaffClient("administrator").GetAsync("/api/v1/staff/outbox").ReadAsync(HttpStatusCode.OK);
}
