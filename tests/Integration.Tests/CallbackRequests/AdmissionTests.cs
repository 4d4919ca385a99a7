using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Simulators.AppCheck;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CallbackRequests;

/// <summary>Nobody uses up what is someone else's: with the limits as they ship, from addresses of their own.</summary>
public sealed class AdmissionTests
{
    private const string Path = "/api/v1/callback-requests";
    private const string Number = "0612345678";
    private const string Site = "https://www.exemple.fr";

    /// <summary>In the campaign of November 26 slots of 6 on a weekday: 156 places.</summary>
    private static readonly KeyValuePair<string, string?>[] AsShipped =
    [
        new("RateLimiting:Scale", "1"),
        new("ForwardedHeaders:KnownProxies", "127.0.0.1"),
        new("Callbacks:SlotCapacity", "6"),
        new("LoadShedding:LongestWait", "00:01:00"),
    ];

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Quota_OfAKey_IsUsedByWhatWasCreatedAlone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var partner = await PartnerAsync(api, new JsonObject { ["dailyQuota"] = 2 });
        var faulty = CallbackBodies.Submit();
        faulty["consent"] = false;
        for (var request = 0; request < 30; request++)
        {
            (await partner.PostAsJsonAsync(Path, faulty)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var body = CallbackBodies.Submit();
        (await partner.PostOnceAsync(Path, body, "key-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        for (var replay = 0; replay < 13; replay++)
        {
            using var again = await partner.PostOnceAsync(Path, body, "key-1");
            again.StatusCode.ShouldBe(HttpStatusCode.Created);
            again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        }

        await partner.SubmitCallbackAsync();
        using var refused = await partner.PostAsJsonAsync(Path, CallbackBodies.Submit());
        (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe("rate-limited");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await CountAsync(api)).ShouldBe(2, "the one too many is taken back whole");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Visitor_OfASite_UsesAPartOfTheKeysQuotaAlone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var body = new JsonObject
        {
            ["kind"] = "publishable",
            ["name"] = "Site",
            ["scopes"] = new JsonArray("callbacks:write"),
            ["origins"] = new JsonArray(Site),
            ["dailyQuota"] = 30,
        };
        var key = (string)(await api.StaffClient("administrator").PostAsJsonAsync("/api/v1/staff/api-keys", body).ReadAsync(HttpStatusCode.Created))["key"]!;
        var (one, other) = (Visitor(api, key, "192.0.2.1"), Visitor(api, key, "192.0.2.2"));
        for (var request = 0; request < 3; request++)
        {
            await one.SubmitCallbackAsync(null, ("2026-11-24", $"{10 + request}:00"));
        }

        (await one.PostAsJsonAsync(Path, CallbackBodies.Submit(null, ("2026-11-25", "10:00"))).ReadProblemAsync(HttpStatusCode.TooManyRequests))
            .ShouldBe("rate-limited");
        await other.SubmitCallbackAsync();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Number_ThatStrangersAskFor_StaysItsOwners(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var victim = await DeviceAsync(api, "192.0.2.1");
        var open = await victim.SubmitCallbackAsync(Number);
        for (var stranger = 0; stranger < 12; stranger++)
        {
            var device = await DeviceAsync(api, $"198.51.100.{stranger}");
            (await device.PostAsJsonAsync(Path, CallbackBodies.Submit(Number)).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("callback-not-possible");
        }

        await victim.PostAsync($"{Path}/{open["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        await victim.SubmitCallbackAsync(Number);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Device_WithTwoOpen_GetsNoThirdEvenAtOnce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var device = await DeviceAsync(api, "192.0.2.1");
        var slots = Enumerable.Range(8, 6).Select(hour => ("2026-11-24", $"{hour:00}:30"));

        var answers = await Task.WhenAll(slots.Select(slot => device.PostAsJsonAsync(Path, CallbackBodies.Submit(null, slot))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(2);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("too-many-open");
        }

        var items = (await device.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
        await device.PostAsync($"{Path}/{items[0]!["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        await device.SubmitCallbackAsync(null, ("2026-11-25", "10:00"));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Address_WithoutProof_HoldsATenthOfADayAndOthersGoOn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);

        var taken = 0;
        JsonNode? full = null;
        for (var device = 0; device < 20; device++)
        {
            var answer = await (await DeviceAsync(api, "198.51.100.1")).PostAsJsonAsync(Path, CallbackBodies.Submit(null, Slot(device)));
            taken += answer.StatusCode == HttpStatusCode.Created ? 1 : 0;
            full ??= answer.StatusCode == HttpStatusCode.Created ? null : await answer.Content.ReadFromJsonAsync<JsonNode>();
        }

        taken.ShouldBe(15);
        ((string)full!["code"]!).ShouldBe("slot-full");
        full["alternatives"]!.AsArray().ShouldNotBeEmpty();
        full["alternatives"]!.AsArray().ShouldAllBe(slot => (string)slot!["date"]! != "2026-11-24", "another day still has a share for this address");
        full["moreWithProof"].ShouldBeNull("no proof is looked at under these settings");
        await (await DeviceAsync(api, "198.51.100.2")).SubmitCallbackAsync();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Address_WithProofs_HoldsMore(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var time = new FixedTimeProvider(ApiHost.Start);
        await using var appCheck = await AppCheckSimulator.StartAsync(clock: time);
        KeyValuePair<string, string?>[] settings =
        [
            .. AsShipped,
            new("Proof:Challenge:Mode", "observe"),
            new("Proof:Challenge:MaxNumber", "50"),
            new("Proof:AppCheck:Mode", "observe"),
            new("Proof:AppCheck:BaseUrl", appCheck.BaseAddress.ToString()),
            new("Proof:AppCheck:ProjectNumber", appCheck.ProjectNumber),
            new("Proof:AppCheck:AppIds:0", appCheck.AppId),
        ];
        await using var api = await ApiHost.StartAsync(database, settings: settings, time: time);
        const string Carrier = "198.51.100.1";

        (await TakeAsync(api, Carrier, 16, _ => Task.FromResult<(string, string)[]>([]))).ShouldBe(15, "a tenth of 156");
        var full = await (await DeviceAsync(api, Carrier)).PostAsJsonAsync(Path, CallbackBodies.Submit(null, Slot(20))).ReadAsync(HttpStatusCode.Conflict);
        ((bool)full["moreWithProof"]!).ShouldBeTrue();
        (await TakeAsync(api, Carrier, 30, async device => [(Solutions.Header, await device.SolveChallengeAsync())])).ShouldBe(24, "39 in all, a quarter");
        var challenged = await DeviceAsync(api, Carrier);
        using var refused = await challenged.PostWithAsync(
            Path, CallbackBodies.Submit(null, Slot(20)), (Solutions.Header, await challenged.SolveChallengeAsync()));
        (await Task.FromResult(refused).ReadAsync(HttpStatusCode.Conflict))["moreWithProof"].ShouldBeNull();
        (await TakeAsync(api, Carrier, 40, _ => Task.FromResult<(string, string)[]>([("X-Firebase-AppCheck", appCheck.Mint())])))
            .ShouldBe(40, "an app that is vouched for is bounded by its device alone");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Moves_GatherNoMoreThanAsking(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var last = await DeviceAsync(api, "198.51.100.1");
        var held = await last.SubmitCallbackAsync(null, Slot(0));
        var elsewhere = await last.SubmitCallbackAsync(null, ("2026-11-25", "10:00"));
        (await TakeAsync(api, "198.51.100.1", 16, _ => Task.FromResult<(string, string)[]>([]))).ShouldBe(14);

        (await last.PutAsJsonAsync($"{Path}/{elsewhere["id"]}/slots", CallbackBodies.Reschedule(Slot(25))).ReadProblemAsync(HttpStatusCode.Conflict))
            .ShouldBe("slot-full");
        await last.PutAsJsonAsync($"{Path}/{held["id"]}/slots", CallbackBodies.Reschedule(Slot(25))).ReadAsync(HttpStatusCode.OK);
        await last.PutAsJsonAsync($"{Path}/{held["id"]}/slots", CallbackBodies.Reschedule(("2026-11-26", "10:00"))).ReadAsync(HttpStatusCode.OK);
        await last.PutAsJsonAsync($"{Path}/{elsewhere["id"]}/slots", CallbackBodies.Reschedule(Slot(25))).ReadAsync(HttpStatusCode.OK);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Quota_ThatIsUsedUp_SaysNothingOfANumber(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        await (await DeviceAsync(api, "192.0.2.1")).SubmitCallbackAsync(Number);
        var partner = await PartnerAsync(api, new JsonObject { ["dailyQuota"] = 1 });
        await partner.SubmitCallbackAsync(null, ("2026-11-25", "10:00"));

        (await partner.PostAsJsonAsync(Path, CallbackBodies.Submit(Number)).ReadProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe("rate-limited");
        (await partner.PostAsJsonAsync(Path, CallbackBodies.Submit()).ReadProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe("rate-limited");
        (await CountSpentAsync(api)).ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Erasure_BuysNoFurtherQuestion(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        for (var ask = 0; ask < 97; ask++)
        {
            var device = await DeviceAsync(api, "198.51.100.1");
            await device.SubmitCallbackAsync(null, Slot(ask));
            await device.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
        }

        var last = await (await DeviceAsync(api, "198.51.100.1")).PostAsJsonAsync(Path, CallbackBodies.Submit());
        (await Task.FromResult(last).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("slot-full");
        (await api.WithServiceAsync((AppDbContext context) => context.SpentAsks.CountAsync(spent => spent.DeviceId == null))).ShouldBe(97);
        (await CountAsync(api)).ShouldBe(0);
        await (await DeviceAsync(api, "198.51.100.2")).SubmitCallbackAsync();
    }

    [Fact]
    public async Task FollowUpToken_OfAPartnersPerson_MovesWithinThePartnersShare()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var partner = await PartnerAsync(api, new JsonObject { ["daySharePercent"] = 5 });
        for (var request = 0; request < 7; request++)
        {
            await partner.SubmitCallbackAsync(null, Slot(request));
        }

        var elsewhere = await partner.SubmitCallbackAsync(null, ("2026-11-25", "10:00"));
        var person = api.WithHeader("X-Follow-Up-Token", (string)elsewhere["followUpToken"]!);

        (await person.PutAsJsonAsync($"{Path}/{elsewhere["id"]}/slots", CallbackBodies.Reschedule(Slot(20))).ReadProblemAsync(HttpStatusCode.Conflict))
            .ShouldBe("slot-full");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Counters_RestoredFromABackup_ChangeNoShare(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var partner = await PartnerAsync(api, new JsonObject { ["daySharePercent"] = 1 });
        await partner.SubmitCallbackAsync(null, Slot(0));
        (await TakeAsync(api, "198.51.100.1", 16, _ => Task.FromResult<(string, string)[]>([]))).ShouldBe(15);

        await api.WithServiceAsync((AppDbContext context) => context.UsageCounters.ExecuteDeleteAsync());

        (await TakeAsync(api, "198.51.100.1", 3, _ => Task.FromResult<(string, string)[]>([]))).ShouldBe(0);
        (await partner.PostAsJsonAsync(Path, CallbackBodies.Submit(null, Slot(1))).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("slot-full");
    }

    [Fact]
    public async Task Address_AskingAtTwoReplicasAtOnce_NeverPassesItsShare()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var one = await ApiHost.StartAsync(database, settings: AsShipped);
        await using var two = await ApiHost.StartAsync(database, settings: AsShipped);
        var devices = new List<HttpClient>();
        for (var device = 0; device < 40; device++)
        {
            devices.Add(await DeviceAsync(device % 2 == 0 ? one : two, "198.51.100.1"));
        }

        var answers = await Task.WhenAll(devices.Select((device, index) => device.PostAsJsonAsync(Path, CallbackBodies.Submit(null, Slot(index)))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(15);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(25);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task SecretKey_HoldsItsShareOfADay(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var partner = await PartnerAsync(api, new JsonObject { ["daySharePercent"] = 5 });
        for (var request = 0; request < 7; request++)
        {
            await partner.SubmitCallbackAsync(null, Slot(request));
        }

        (await partner.PostAsJsonAsync(Path, CallbackBodies.Submit(null, Slot(7))).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("slot-full");
        await partner.SubmitCallbackAsync(null, ("2026-11-25", "10:00"));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task OpenCallback_IsToldToThoseWhoMadeItAlone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var device = await DeviceAsync(api, "192.0.2.1");
        var partner = await PartnerAsync(api, []);
        var key = await api.IssueKeyAsync("publishable", "callbacks:write", Site);
        var visitor = Visitor(api, key, "192.0.2.2");
        await device.SubmitCallbackAsync(Number);
        await partner.SubmitCallbackAsync("0612345679", ("2026-11-24", "11:00"));
        var token = (string)(await visitor.SubmitCallbackAsync("0612345680", ("2026-11-24", "12:00")))["followUpToken"]!;

        (await AskAsync(device, Number)).ShouldBe("callback-already-open");
        (await AskAsync(partner, "0612345679")).ShouldBe("callback-already-open");
        (await AskAsync(visitor, "0612345680")).ShouldBe("callback-not-possible", "the key is in everyone's page");
        var returning = Visitor(api, key, "192.0.2.3");
        returning.DefaultRequestHeaders.Add("X-Follow-Up-Token", token);
        (await AskAsync(returning, "0612345680")).ShouldBe("callback-already-open");
        (await AskAsync(returning, Number)).ShouldBe("callback-not-possible");
        (await AskAsync(partner, Number)).ShouldBe("callback-not-possible");
        (await AskAsync(await DeviceAsync(api, "192.0.2.4"), Number)).ShouldBe("callback-not-possible");
        var body = CallbackBodies.Submit("0612345681", ("2026-11-24", "13:00"));
        (await returning.PostAsJsonAsync(Path, body)).StatusCode.ShouldBe(HttpStatusCode.Created, "a token beside the key is no obstacle");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Number_IsJudgedLast(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var settings = AsShipped.Where(setting => setting.Key != "Callbacks:SlotCapacity").Append(new("Callbacks:SlotCapacity", "1"));
        await using var api = await ApiHost.StartAsync(database, settings: settings);
        await (await DeviceAsync(api, "192.0.2.1")).SubmitCallbackAsync(Number, ("2026-11-24", "10:00"));
        var stranger = await DeviceAsync(api, "198.51.100.1");

        (await stranger.PostAsJsonAsync(Path, CallbackBodies.Submit(Number, ("2026-11-24", "10:00"))).ReadProblemAsync(HttpStatusCode.Conflict))
            .ShouldBe("slot-full");
        await stranger.SubmitCallbackAsync(null, ("2026-11-24", "11:00"));
        await stranger.SubmitCallbackAsync(null, ("2026-11-25", "11:00"));
        (await stranger.PostAsJsonAsync(Path, CallbackBodies.Submit(Number, ("2026-11-26", "10:00"))).ReadProblemAsync(HttpStatusCode.Conflict))
            .ShouldBe("too-many-open");
        (await CountSpentAsync(api)).ShouldBe(0, "neither answer says anything of the number");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Asking_CostsAsMuchAsMakingOne_AndHoldsNoPlace(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        await (await DeviceAsync(api, "192.0.2.1")).SubmitCallbackAsync(Number);
        var before = await RemainingAsync(api);
        var stranger = await DeviceAsync(api, "198.51.100.1");
        for (var ask = 0; ask < 10; ask++)
        {
            (await AskAsync(stranger, Number)).ShouldBe("callback-not-possible");
        }

        using var refused = await stranger.PostAsJsonAsync(Path, CallbackBodies.Submit(Number));
        (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe("rate-limited");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromDays(1));
        (await RemainingAsync(api)).ShouldBe(before);
        (await CountSpentAsync(api)).ShouldBe(10);

        // 7 days of 156 places and 6 of 144, of which 1 in 20: 97 questions for the whole address, whatever devices it makes.
        var asked = 10;
        string code;
        do
        {
            var device = await DeviceAsync(api, "198.51.100.1");
            code = await AskAsync(device, Number);
            asked += code == "callback-not-possible" ? 1 : 0;
        }
        while (code == "callback-not-possible" && asked < 200);
        code.ShouldBe("slot-full");
        asked.ShouldBe(97);

        api.Time.Advance(TimeSpan.FromHours(25));
        (await AskAsync(await DeviceAsync(api, "198.51.100.1"), Number, "2026-11-25")).ShouldBe("callback-not-possible", "a day later it may ask again");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "declined")]
    [InlineData(DatabaseKind.PostgreSql, "wrong-number")]
    public async Task Number_ThatWasTurnedDown_WaitsADay(DatabaseKind kind, string outcome)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var harasser = await DeviceAsync(api, "198.51.100.1");
        var open = await harasser.SubmitCallbackAsync(Number);
        api.Time.Advance(TimeSpan.FromHours(26));
        await api.StaffClient("extranet").PostAsJsonAsync($"/api/v1/extranet/callback-requests/{open["id"]}/attempts", CallbackBodies.Attempt("a-1", outcome))
            .ReadAsync(HttpStatusCode.OK);
        harasser = await DeviceAsync(api, "198.51.100.1");

        (await AskAsync(harasser, Number, "2026-11-26")).ShouldBe("callback-not-possible");
        api.Time.Advance(TimeSpan.FromHours(23));
        (await AskAsync(await DeviceAsync(api, "198.51.100.1"), Number, "2026-11-26")).ShouldBe("callback-not-possible");
        api.Time.Advance(TimeSpan.FromHours(1));
        await (await DeviceAsync(api, "198.51.100.1")).SubmitCallbackAsync(Number, ("2026-11-26", "10:00"));
    }

    [Fact]
    public async Task Number_ThatWasTurnedDown_WaitsEvenIfTheCallBackIsErased()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var harasser = await DeviceAsync(api, "198.51.100.1");
        var open = await harasser.SubmitCallbackAsync(Number);
        var attempt = CallbackBodies.Attempt("a-1", "declined");
        attempt["attemptedAt"] = "2026-11-23T08:00:00Z";
        await api.StaffClient("extranet").PostAsJsonAsync($"/api/v1/extranet/callback-requests/{open["id"]}/attempts", attempt).ReadAsync(HttpStatusCode.OK);
        await harasser.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);

        (await AskAsync(await DeviceAsync(api, "198.51.100.1"), Number)).ShouldBe("callback-not-possible");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task SameNumber_FromManyDevicesAtOnce_IsTakenOnce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        var devices = new List<HttpClient>();
        for (var device = 0; device < 8; device++)
        {
            devices.Add(await DeviceAsync(api, $"192.0.2.{device}"));
        }

        var answers = await Task.WhenAll(devices.Select(device => device.PostAsJsonAsync(Path, CallbackBodies.Submit(Number))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("callback-not-possible");
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Address_OfACallBack_IsForgottenAfterFourteenDays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: AsShipped);
        await (await DeviceAsync(api, "192.0.2.1")).SubmitCallbackAsync(Number, ("2026-12-07", "10:00"));
        (await AskAsync(await DeviceAsync(api, "192.0.2.1"), Number)).ShouldBe("callback-not-possible");
        (await AddressesAsync(api)).ShouldBe(1);

        api.Time.Advance(TimeSpan.FromDays(14));
        await RetainAsync(api);
        (await AddressesAsync(api)).ShouldBe(1);
        (await CountSpentAsync(api)).ShouldBe(0);
        api.Time.Advance(TimeSpan.FromMinutes(1));
        await RetainAsync(api);
        (await AddressesAsync(api)).ShouldBe(0);
        (await CountAsync(api)).ShouldBe(1);
    }

    /// <summary>Sends requests of new devices at one address, each for the next slot, and returns how many were taken.</summary>
    private static async Task<int> TakeAsync(ApiHost api, string address, int devices, Func<HttpClient, Task<(string Name, string Value)[]>> show)
    {
        var taken = 0;
        for (var number = 0; number < devices; number++)
        {
            var device = await DeviceAsync(api, address);
            using var answer = await device.PostWithAsync(Path, CallbackBodies.Submit(null, Slot(number)), await show(device));
            taken += answer.StatusCode == HttpStatusCode.Created ? 1 : 0;
        }

        return taken;
    }

    private static (string Date, string Start) Slot(int number) => ("2026-11-24", $"{8 + (number % 26 / 2):00}:{(number % 2 == 0 ? "00" : "30")}");

    private static async Task<HttpClient> DeviceAsync(ApiHost api, string address)
    {
        var device = await api.RegisterDeviceAsync();
        device.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return device;
    }

    private static HttpClient Visitor(ApiHost api, string key, string address)
    {
        var visitor = api.WithHeader("X-Api-Key", key);
        visitor.DefaultRequestHeaders.Add("Origin", Site);
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return visitor;
    }

    private static async Task<HttpClient> PartnerAsync(ApiHost api, JsonObject terms)
    {
        terms["kind"] = "secret";
        terms["name"] = "Partenaire";
        terms["scopes"] = new JsonArray("callbacks:write");
        var issued = await api.StaffClient("administrator").PostAsJsonAsync("/api/v1/staff/api-keys", terms).ReadAsync(HttpStatusCode.Created);
        return api.WithHeader("X-Api-Key", (string)issued["key"]!);
    }

    private static async Task<string> AskAsync(HttpClient caller, string number, string date = "2026-11-24") =>
        await caller.PostAsJsonAsync(Path, CallbackBodies.Submit(number, (date, "16:00"), (date, "17:30"))).ReadProblemAsync(HttpStatusCode.Conflict);

    private static async Task<int> RemainingAsync(ApiHost api) =>
        (await api.Http.GetAsync("/api/v1/callback-slots?service=tis&from=2026-11-24&days=1").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Sum(slot => (int)slot!["remaining"]!);

    private static Task<int> CountAsync(ApiHost api) => api.WithServiceAsync((AppDbContext context) => context.CallbackRequests.CountAsync());

    private static Task<int> CountSpentAsync(ApiHost api) => api.WithServiceAsync((AppDbContext context) => context.SpentAsks.CountAsync());

    private static Task<int> AddressesAsync(ApiHost api) =>
        api.WithServiceAsync((AppDbContext context) => context.CallbackRequests.CountAsync(request => request.Origin.AddressHash != null));

    private static async Task RetainAsync(ApiHost api) =>
        await api.WithServiceAsync((IRetention retention) => retention.ApplyAsync(TestContext.Current.CancellationToken));
}
