using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;
using static MobileBackend.Integration.Tests.Enrolments.EnrolmentCalls;
using static MobileBackend.Integration.Tests.Programmes.ProgrammeVersionTests;

namespace MobileBackend.Integration.Tests.Programmes;

/// <summary>A newer version for those who are on the way.</summary>
public sealed class SuccessorVersionTests
{
    private const string Versions = "/api/v1/staff/programmes/tis/versions";

    private static readonly KeyValuePair<string, string?>[] Settings = [NoWorker, new("Content:RefreshInterval", "00:00:00.050")];

    /// <summary>The newer one takes no answer above fifty.</summary>
    private static readonly string Newer = ProgrammeTexts.Small(3)
        .Replace("maximum: 100", "maximum: 50", StringComparison.Ordinal).Replace("title: Carnet", "title: Mon carnet", StringComparison.Ordinal);

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Successor_AtTheNextDay_TakesOverThoseWhoCanGoOnAndTellsNothingTwice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: Settings);
        await using var other = await ApiHost.StartAsync(database, settings: Settings, time: api.Time);
        var editor = api.StaffClient("content-editor");
        await OfferAsync(api, editor, 2, ProgrammeTexts.Small(2));
        var (light, heavy) = (await api.RegisterFreshDeviceAsync(), await api.RegisterFreshDeviceAsync());
        var (moving, staying) = (await light.EnrolAsync(Exploring(10)), await heavy.EnrolAsync(Exploring(80)));
        await OfferAsync(api, editor, 3, Newer);
        await NextDayAsync(api, api);
        (await VersionsOfAsync()).ShouldBe((2, 2), "an enrolment keeps its version");

        var led = await editor.PutAsJsonAsync($"{Versions}/2/successor", new { version = 3 }).ReadAsync(HttpStatusCode.OK);

        ((int)led["successor"]!).ShouldBe(3);
        (await VersionsOfAsync()).ShouldBe((2, 2), "a day goes on as it began");
        (await UnderWayAsync(2), await UnderWayAsync(3)).ShouldBe((2, 0));
        await Eventually.TrueAsync(async () =>
        {
            // By the other replica, once it has heard of it.
            await NextDayAsync(api, other);
            return await VersionsOfAsync() == (3, 2);
        });
        (await UnderWayAsync(2), await UnderWayAsync(3)).ShouldBe((1, 1));
        (await TitlesAsync(light, moving)).ShouldContain("Mon carnet");
        (await TitlesAsync(heavy, staying)).ShouldContain("Carnet");
        foreach (var device in new[] { light, heavy })
        {
            var told = await device.CoachingMessagesAsync();
            told.Select(message => (DateTimeOffset)message["toldAt"]!).Distinct().Count().ShouldBe(told.Count, "one on each day");
        }

        (await light.ReadEnrolmentAsync(moving, "/programme"))["profileQuestions"]![0]!["maximum"]!.GetValue<int>().ShouldBe(50);
        (await heavy.ReadEnrolmentAsync(staying, "/programme"))["profileQuestions"]![0]!["maximum"]!.GetValue<int>()
            .ShouldBe(100, "it is their version that asks them");
        (await light.PutPartAsync(moving, "profile", new { profile = new { cigarettesPerDay = 80 } }).ReadAsync(HttpStatusCode.BadRequest))["code"]!.ToString()
            .ShouldBe("validation-failed");
        (await api.StaffClient("administrator").GetAsync("/api/v1/staff/audit-trail").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Count(entry => (string)entry!["action"]! == "programme-version-successor-set" && (string)entry["target"]! == "tis/2").ShouldBe(1);

        async Task<(int Moving, int Staying)> VersionsOfAsync() => (await VersionOfAsync(light, moving), await VersionOfAsync(heavy, staying));

        async Task<int> UnderWayAsync(int version) => (int)(await editor.GetAsync($"{Versions}/{version}").ReadAsync(HttpStatusCode.OK))["underWay"]!;
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Successor_TakenBack_LeavesWhoIsStillThere(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: Settings);
        var editor = api.StaffClient("content-editor");
        await OfferAsync(api, editor, 2, ProgrammeTexts.Small(2));
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync(Exploring(10));
        await OfferAsync(api, editor, 3, Newer);
        await editor.PutAsJsonAsync($"{Versions}/2/successor", new { version = 3 }).ReadAsync(HttpStatusCode.OK);
        var second = await api.RegisterFreshDeviceAsync();
        (await VersionOfAsync(second, await second.EnrolAsync(Exploring(10)))).ShouldBe(3);
        await Eventually.TrueAsync(async () => await Catalogue(api).FindSuccessorAsync(new ProgrammeVersionRef("tis", 2), CancellationToken.None) is not null);

        (await editor.DeleteAsync($"{Versions}/2/successor").ReadAsync(HttpStatusCode.OK)).AsObject().ContainsKey("successor").ShouldBeFalse();

        await Eventually.TrueAsync(async () => await Catalogue(api).FindSuccessorAsync(new ProgrammeVersionRef("tis", 2), CancellationToken.None) is null);
        await NextDayAsync(api, api);
        (await VersionOfAsync(device, enrolment)).ShouldBe(2);
    }

    [Fact]
    public async Task Successor_ThatCannotBe_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: Settings);
        var editor = api.StaffClient("content-editor");
        await OfferAsync(api, editor, 2, ProgrammeTexts.Small(2));
        await editor.PostAsJsonAsync(Versions, Upload(Newer)).ReadAsync(HttpStatusCode.Created);

        foreach (var (version, successor) in new[] { (2, 2), (2, 1), (2, 3), (2, 9) })
        {
            (await editor.PutAsJsonAsync($"{Versions}/{version}/successor", new { version = successor }).ReadAsync(HttpStatusCode.Conflict))["detail"]!
                .ToString()
                .ShouldBe(ProgrammeVersionErrors.CannotSucceed.Text.French, $"{version} to {successor}");
        }

        await editor.PutAsJsonAsync($"{Versions}/9/successor", new { version = 2 }).ReadAsync(HttpStatusCode.NotFound);
        await editor.PutAsJsonAsync("/api/v1/staff/programmes/nobody/versions/1/successor", new { version = 2 }).ReadAsync(HttpStatusCode.NotFound);
        (await editor.PutAsJsonAsync($"{Versions}/1/successor", new { version = -1 }).ReadAsync(HttpStatusCode.BadRequest))["errors"]!["version"]
            .ShouldNotBeNull();
        (await editor.PutAsJsonAsync($"{Versions}/2/successor", new { }).ReadAsync(HttpStatusCode.BadRequest))["errors"]!["version"].ShouldNotBeNull();
        await editor.PutAsJsonAsync($"{Versions}/1/successor", new { version = 2 }).ReadAsync(HttpStatusCode.OK);
    }

    private static JsonObject Exploring(int cigarettes) => Body("explore").With("profile", new JsonObject { ["cigarettesPerDay"] = cigarettes });

    private static async Task OfferAsync(ApiHost api, HttpClient editor, int version, string definition)
    {
        await editor.PostAsJsonAsync(Versions, Upload(definition)).ReadAsync(HttpStatusCode.Created);
        await PublishAsync(editor, version).ReadAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => await VersionAsync(api) == version);
    }

    private static async Task NextDayAsync(ApiHost clock, ApiHost replica)
    {
        clock.Time.Advance(TimeSpan.FromDays(1));
        await replica.PlanDueDaysAsync();
    }

    private static async Task<int> VersionOfAsync(HttpClient device, JsonNode enrolment) => (int)(await device.ReadEnrolmentAsync(enrolment))["version"]!;

    private static async Task<IReadOnlyList<string>> TitlesAsync(HttpClient device, JsonNode enrolment) =>
        [.. (await device.TodayAsync(enrolment))["activities"]!.AsArray().Select(activity => (string)activity!["title"]!)];
}
