using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Partners;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CallbackRequests;

/// <summary>Staff see who asked, and mend what one sender did to all.</summary>
public sealed class SupervisionTests
{
    private const string Calls = "/api/v1/callback-requests";
    private const string Staff = "/api/v1/staff/callback-requests";
    private const string Blocks = "/api/v1/staff/blocks";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task List_ShowsWhoAskedWithNamesMaskedUntilEachIsOpened(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var first = await device.SubmitCallbackAsync("0612345678", ("2026-11-24", "10:00"));
        await device.SubmitCallbackAsync("0612345679", ("2026-11-24", "11:00"));
        await (await PartnerAsync(api)).SubmitCallbackAsync("0612345680", ("2026-11-24", "10:00"));
        var supervisor = api.StaffClient("supervisor");

        var all = await ItemsAsync(supervisor, string.Empty);
        all.Count.ShouldBe(3);
        all.ToJsonString().ShouldNotContain("Exemple");
        all.ToJsonString().ShouldNotContain("612345678");
        (await ItemsAsync(supervisor, "?slot=2026-11-24T09:00:00Z")).Count.ShouldBe(2);
        (await ItemsAsync(supervisor, "?origin=partner")).Count.ShouldBe(1);
        (await ItemsAsync(supervisor, "?status=cancelled")).ShouldBeEmpty();
        var fromApp = await ItemsAsync(supervisor, "?origin=app");
        var owned = await ItemsAsync(supervisor, $"?deviceId={fromApp[0]!["deviceId"]}");
        owned.Select(item => (string)item!["name"]!).ShouldBe(["C. E.", "C. E."]);
        (await ItemsAsync(supervisor, $"?addressHash={owned[0]!["addressHash"]}")).Count.ShouldBe(2, "a partner's server has no address of a person");

        var opened = await supervisor.PostAsync($"{Staff}/{first["id"]}/opening", null).ReadAsync(HttpStatusCode.OK);
        ((string)opened["name"]!).ShouldBe("Camille Exemple");
        ((string)opened["phoneNumber"]!).ShouldBe("+33612345678");
        var trail = await api.StaffClient("administrator").GetAsync("/api/v1/staff/audit-trail").ReadAsync(HttpStatusCode.OK);
        trail["items"]!.AsArray().ShouldContain(entry => (string)entry!["action"]! == "callback-opened" && (string)entry["target"]! == (string)first["id"]!);
        (await api.StaffClient("administrator").GetAsync(Staff)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Cancellations_OfOneSender_FreeTheSlotsAndLeaveOthersAlone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, settings: [new("Callbacks:SlotCapacity", "1")]);
        var taker = await api.RegisterDeviceAsync();
        for (var hour = 10; hour < 14; hour++)
        {
            await taker.SubmitCallbackAsync(null, ("2026-11-24", $"{hour}:00"));
        }

        var other = await api.RegisterDeviceAsync();
        var kept = await other.SubmitCallbackAsync(null, ("2026-11-24", "15:00"));
        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 5, TimeSpan.FromSeconds(20));
        var supervisor = api.StaffClient("supervisor");
        var deviceId = (string)(await taker.GetAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK))["deviceId"]!;

        var counted = await CancelAsync(supervisor, new JsonObject { ["deviceId"] = deviceId }, dryRun: true);
        ((int)counted["matched"]!, (int)counted["cancelled"]!).ShouldBe((4, 0));
        var cancelled = await CancelAsync(supervisor, new JsonObject { ["deviceId"] = deviceId }, dryRun: false);
        ((int)cancelled["matched"]!, (int)cancelled["cancelled"]!).ShouldBe((4, 4));
        ((int)(await CancelAsync(supervisor, new JsonObject { ["deviceId"] = deviceId }, dryRun: false))["cancelled"]!).ShouldBe(0);

        await extranet.Book.WaitUntilAsync(book => book.Messages.Count(message => message.Type == "callback.cancelled") == 4, TimeSpan.FromSeconds(20));
        await other.SubmitCallbackAsync(null, ("2026-11-24", "12:00"));
        ((string)(await other.GetAsync($"{Calls}/{kept["id"]}").ReadAsync(HttpStatusCode.OK))["status"]!).ShouldNotBe("cancelled");
        var inbox = await taker.GetAsync("/api/v1/messages").ReadAsync(HttpStatusCode.OK);
        inbox["items"]!.AsArray().Count(message => (string)message!["title"]! == "Votre rappel a dû être annulé").ShouldBe(4);
    }

    [Fact]
    public async Task Cancellations_OfEveryone_AreRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var body = new JsonObject { ["filter"] = new JsonObject { ["status"] = "pending" }, ["dryRun"] = false };

        var problem = await api.StaffClient("supervisor").PostAsJsonAsync($"{Staff}/cancellations", body).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().ShouldContainKey("filter");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Block_OfAnAddress_RefusesNewRequestsAlone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [new("ForwardedHeaders:KnownProxies", "127.0.0.1")]);
        var blocked = await DeviceAsync(api, "198.51.100.1");
        var neighbour = await DeviceAsync(api, "198.51.100.1");
        var open = await blocked.SubmitCallbackAsync();
        await neighbour.SubmitCallbackAsync();
        var supervisor = api.StaffClient("supervisor");
        var hash = (string)(await ItemsAsync(supervisor, string.Empty))[0]!["addressHash"]!;

        var preview = await supervisor.PostAsJsonAsync($"{Blocks}/preview", new { addressHash = hash }).ReadAsync(HttpStatusCode.OK);
        ((int)preview["devices"]!, (int)preview["callbacks"]!, (int)preview["openCallbacks"]!).ShouldBe((2, 2, 2));
        var block = await PlaceAsync(supervisor, new JsonObject { ["addressHash"] = hash }, hours: 24).ReadAsync(HttpStatusCode.Created);
        ((string)block["reason"]!).ShouldBe("essai");

        (await blocked.PostAsJsonAsync(Calls, CallbackBodies.Submit()).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("blocked");
        await blocked.GetAsync($"{Calls}/{open["id"]}").ReadAsync(HttpStatusCode.OK);
        await blocked.PutAsJsonAsync($"{Calls}/{open["id"]}/slots", CallbackBodies.Reschedule(("2026-11-25", "10:00"))).ReadAsync(HttpStatusCode.OK);
        await blocked.PostAsync($"{Calls}/{open["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        await blocked.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK);
        await blocked.DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
        await (await DeviceAsync(api, "198.51.100.2")).SubmitCallbackAsync();

        (await supervisor.GetAsync(Blocks).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
        (await supervisor.DeleteAsync($"{Blocks}/{block["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await supervisor.DeleteAsync($"{Blocks}/{block["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await DeviceAsync(api, "198.51.100.1")).SubmitCallbackAsync();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Block_OfAKeyAndOfADevice_EndsByItself(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var supervisor = api.StaffClient("supervisor");
        var (key, keyId) = await IssueAsync(api, []);
        var rotated = await api.StaffClient("administrator").PostAsJsonAsync($"/api/v1/staff/api-keys/{keyId}/rotation", new { overlapHours = 1 })
            .ReadAsync(HttpStatusCode.Created);
        var partner = api.WithHeader("X-Api-Key", (string)rotated["key"]!);
        await PlaceAsync(supervisor, new JsonObject { ["keyId"] = (string)rotated["id"]! }, hours: 1).ReadAsync(HttpStatusCode.Created);

        (await partner.PostAsJsonAsync(Calls, CallbackBodies.Submit()).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("blocked");
        (await api.WithHeader("X-Api-Key", key).PostAsJsonAsync(Calls, CallbackBodies.Submit()).ReadProblemAsync(HttpStatusCode.Forbidden))
            .ShouldBe("blocked", "a key is its holder's, whichever of its secrets comes");
        api.Time.Advance(TimeSpan.FromHours(1));
        await partner.SubmitCallbackAsync();

        var device = await api.RegisterDeviceAsync();
        var deviceId = (string)(await device.GetAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK))["deviceId"]!;
        await PlaceAsync(supervisor, new JsonObject { ["deviceId"] = deviceId }, hours: 24 * 90).ReadAsync(HttpStatusCode.Created);
        (await device.PostAsJsonAsync(Calls, CallbackBodies.Submit()).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("blocked");
    }

    [Fact]
    public async Task Block_ThatIsTooLongOrOfNoneOrTwo_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var supervisor = api.StaffClient("supervisor");
        var device = Guid.CreateVersion7(ApiHost.Start).ToString();

        await FaultAsync(new JsonObject { ["addressHash"] = "a" }, 25, "until", CallerBlockErrors.UntilOutOfRange(CallerBlock.LongestForAddress).Text.French);
        await FaultAsync(new JsonObject { ["deviceId"] = device }, (24 * 90) + 1, "until", CallerBlockErrors.UntilOutOfRange(CallerBlock.Longest).Text.French);
        await FaultAsync(new JsonObject { ["deviceId"] = device }, 0, "until", CallerBlockErrors.UntilOutOfRange(CallerBlock.Longest).Text.French);
        await FaultAsync([], 1, "deviceId", CallerBlockErrors.OneTarget.Text.French);
        await FaultAsync(new JsonObject { ["deviceId"] = device, ["addressHash"] = "a" }, 1, "deviceId", CallerBlockErrors.OneTarget.Text.French);

        async Task FaultAsync(JsonObject target, int hours, string field, string text)
        {
            var problem = await PlaceAsync(supervisor, target, hours).ReadAsync(HttpStatusCode.BadRequest);
            ((string)problem["errors"]![field]![0]!).ShouldBe(text);
        }
    }

    [Theory]
    [InlineData("secret", 0)]
    [InlineData("secret", 101)]
    [InlineData("publishable", 10)]
    public async Task DayShare_ThatIsNone_IsRefused(string kind, int percent)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var body = new JsonObject
        {
            ["kind"] = kind,
            ["name"] = "Partenaire",
            ["scopes"] = new JsonArray("callbacks:write"),
            ["daySharePercent"] = percent,
        };
        if (kind == "publishable")
        {
            body["origins"] = new JsonArray("https://www.exemple.fr");
        }

        var problem = await api.StaffClient("administrator").PostAsJsonAsync("/api/v1/staff/api-keys", body).ReadAsync(HttpStatusCode.BadRequest);

        ((string)problem["errors"]!["daySharePercent"]![0]!).ShouldBe(ApiKeyErrors.DayShare.Text.French);
    }

    private static async Task<HttpClient> DeviceAsync(ApiHost api, string address)
    {
        var device = await api.RegisterDeviceAsync();
        device.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return device;
    }

    private static async Task<HttpClient> PartnerAsync(ApiHost api) => api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));

    private static async Task<(string Key, string Id)> IssueAsync(ApiHost api, JsonObject terms)
    {
        terms["kind"] = "secret";
        terms["name"] = "Partenaire";
        terms["scopes"] = new JsonArray("callbacks:write");
        var issued = await api.StaffClient("administrator").PostAsJsonAsync("/api/v1/staff/api-keys", terms).ReadAsync(HttpStatusCode.Created);
        return ((string)issued["key"]!, (string)issued["id"]!);
    }

    private static Task<HttpResponseMessage> PlaceAsync(HttpClient supervisor, JsonObject target, int hours)
    {
        target["until"] = ApiHost.Start.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        target["reason"] = "essai";
        return supervisor.PostAsJsonAsync(Blocks, target);
    }

    private static Task<JsonNode> CancelAsync(HttpClient supervisor, JsonObject filter, bool dryRun) =>
        supervisor.PostAsJsonAsync($"{Staff}/cancellations", new JsonObject { ["filter"] = filter, ["dryRun"] = dryRun }).ReadAsync(HttpStatusCode.OK);

    private static async Task<JsonArray> ItemsAsync(HttpClient supervisor, string query) =>
        (await supervisor.GetAsync(Staff + query).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
}
