using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Programmes.Simulation;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Programmes;

public sealed class SimulationTests : IAsyncLifetime
{
    private const string Tis = "/api/v1/staff/programmes/tis/simulations";

    /// <summary>Lapses on the sixth day after quitting.</summary>
    private const string Person = """
        {
          "goal": "quit", "enrolsOn": "2026-11-23", "quitsAfter": 7,
          "profile": { "cigarettesPerDay": 15, "triggers": ["coffee", "stress"], "pregnant": false },
          "behaviour": { "does": 0.7, "lapsesOnDays": [13], "craves": 0.1, "bands": { "ftnd": "strong" } }
        }
        """;

    private TestDatabase _database = null!;
    private ApiHost _api = null!;
    private HttpClient _editor = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _api = await ApiHost.StartAsync(_database);
        _editor = _api.StaffClient("content-editor");
    }

    public async ValueTask DisposeAsync()
    {
        _editor.Dispose();
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>The months in which people are only asked what became of it are no empty days.</summary>
    [Fact]
    public async Task Simulate_Jeanne_LeavesNoDayOfItsWeeksEmptyAndAsksThreeTimes()
    {
        var person = JsonNode.Parse("""{ "goal": "quit", "enrolsOn": "2026-11-23", "profile": { "jointsPerWeek": 7 }, "behaviour": { "does": 1 } }""")!;

        var simulation = await PostAsync(_editor, person, "jeanne").ReadAsync(HttpStatusCode.OK);

        ((int)simulation["totals"]!["days"]!).ShouldBe(216);
        ((int)simulation["totals"]!["emptyDays"]!).ShouldBe(0);
        simulation["days"]!.AsArray().Skip(34).SelectMany(day => day!["activities"]!.AsArray()).Select(offered => (string)offered!["kind"]!)
            .Count(kind => kind == "survey").ShouldBe(3);
    }

    [Fact]
    public async Task Simulate_WholeProgramme_TellsEachDayWhatCameWhenAndWhy()
    {
        var simulation = await PostAsync(_editor, JsonNode.Parse(Person)!).ReadAsync(HttpStatusCode.OK);

        ((string)simulation["quitsOn"]!).ShouldBe("2026-11-30");
        var days = simulation["days"]!.AsArray();
        days.Count.ShouldBe(195);
        ((int)simulation["totals"]!["days"]!).ShouldBe(195);
        ((int)days[7]!["dayNumber"]!).ShouldBe(0);
        ((string)days[7]!["phase"]!).ShouldBe("challenge");
        var lapse = days.Single(day => day!["events"]!.AsArray().Any(happened => (string)happened! == "lapse"))!;
        ((int)lapse["dayNumber"]!).ShouldBe(6);
        lapse["activities"]!.AsArray().ShouldContain(offered => (string)offered!["rule"]!["from"]! == "lapse");
        var offered = days.SelectMany(day => day!["activities"]!.AsArray()).ToList();
        offered.Where(each => (bool)each!["pushed"]!).Select(each => TimeOnly.Parse((string)each!["toldAtLocalTime"]!, CultureInfo.InvariantCulture))
            .ShouldAllBe(time => time >= new TimeOnly(8, 0) && time < new TimeOnly(21, 0));
        days.ShouldAllBe(day => day!["activities"]!.AsArray().Count(each => (bool)each!["pushed"]!) <= 3);
        var asked = offered.SelectMany(each => each!["rule"]!["facts"]!.AsArray()).First(fact => (string)fact!["name"]! == "triggers")!;
        asked["words"]!.AsArray().Select(word => (string)word!).ShouldBe(["coffee", "stress"]);
        simulation["neverCame"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Simulate_TheSamePersonTwice_IsTheSameLife()
    {
        var first = await PostAsync(_editor, JsonNode.Parse(Person)!).ReadAsync(HttpStatusCode.OK);
        var second = await PostAsync(_editor, JsonNode.Parse(Person)!).ReadAsync(HttpStatusCode.OK);
        second.ToJsonString().ShouldBe(first.ToJsonString());
    }

    [Fact]
    public async Task Simulate_WithoutADate_BeginsTodayInParis()
    {
        var simulation = await PostAsync(_editor, JsonNode.Parse("""{ "goal": "explore", "profile": { "cigarettesPerDay": 5 }, "days": 3 }""")!)
            .ReadAsync(HttpStatusCode.OK);
        ((string)simulation["enrolsOn"]!).ShouldBe("2026-11-23");
        simulation["quitsOn"].ShouldBeNull();
        simulation["days"]!.AsArray().Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8")]
    public async Task Simulate_ForAReader_IsAPageOfItsOwn(string accept)
    {
        using var response = await SendAsync(Person, accept);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldNotContain("script-src");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Vary.ShouldContain("Accept");
        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldContain("Faux pas</p>");
        page.ShouldNotContain("<script");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/json, text/html;q=0.5")]
    public async Task Simulate_ForAProgram_IsJson(string accept)
    {
        using var response = await SendAsync(Person, accept);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task Simulate_RefusedToAReader_IsAProblemDocument()
    {
        using var response = await SendAsync("""{ "goal": "quit", "profile": {} }""", "text/html");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("goal", "null", "goal")]
    [InlineData("version", "0", "version")]
    [InlineData("enrolsOn", "\"9999-12-31\"", "enrolsOn")]
    [InlineData("quitsAfter", "-1", "quitsAfter")]
    [InlineData("quitsAfter", "41", "quitsAfter")]
    [InlineData("timeZone", "\"Paris\"", "timeZone")]
    [InlineData("timeZone", "\"../../etc/passwd\"", "timeZone")]
    [InlineData("days", "401", "days")]
    [InlineData("days", "0", "days")]
    [InlineData("profile", "null", "profile")]
    [InlineData("profile", "{}", "profile.cigarettesPerDay")]
    [InlineData("profile", "{ \"cigarettesPerDay\": 0 }", "profile.cigarettesPerDay")]
    [InlineData("profile", "{ \"cigarettesPerDay\": \"15\" }", "profile.cigarettesPerDay")]
    [InlineData("profile", "{ \"cigarettesPerDay\": 1.5 }", "profile.cigarettesPerDay")]
    [InlineData("profile", "{ \"cigarettesPerDay\": 15, \"triggers\": [\"tea\"] }", "profile.triggers")]
    [InlineData("profile", "{ \"cigarettesPerDay\": 15, \"pregnant\": \"no\" }", "profile.pregnant")]
    [InlineData("profile", "{ \"cigarettesPerDay\": 15, \"shoeSize\": 42 }", "profile.shoeSize")]
    [InlineData("behaviour", "{ \"does\": 1.01 }", "behaviour.does")]
    [InlineData("behaviour", "{ \"craves\": -1 }", "behaviour.craves")]
    [InlineData("behaviour", "{ \"craves\": 1e400 }", "behaviour.craves")]
    [InlineData("behaviour", "{ \"silentFromDay\": 401 }", "behaviour.silentFromDay")]
    [InlineData("behaviour", "{ \"lapsesOnDays\": [6, -1] }", "behaviour.lapsesOnDays[1]")]
    [InlineData("behaviour", "{ \"relapsesOnDay\": 401 }", "behaviour.relapsesOnDay")]
    [InlineData("behaviour", "{ \"triesAgainAfterDays\": 0 }", "behaviour.triesAgainAfterDays")]
    [InlineData("behaviour", "{ \"putsOffOnDay\": 3 }", "behaviour.putsOffByDays")]
    [InlineData("behaviour", "{ \"putsOffOnDay\": 401, \"putsOffByDays\": 3 }", "behaviour.putsOffOnDay")]
    [InlineData("behaviour", "{ \"putsOffOnDay\": 3, \"putsOffByDays\": 2147483647 }", "behaviour.putsOffByDays")]
    [InlineData("behaviour", "{ \"uses\": 101 }", "behaviour.uses")]
    [InlineData("behaviour", "{ \"useChanges\": 2.1 }", "behaviour.useChanges")]
    [InlineData("behaviour", "{ \"bands\": { \"ftnd\": \"awful\" } }", "behaviour.bands.ftnd")]
    [InlineData("behaviour", "{ \"bands\": { \"ftnd\": null } }", "behaviour.bands.ftnd")]
    [InlineData("behaviour", "{ \"mood\": \"good\" }", "behaviour.mood")]
    [InlineData("messaging", "{ \"preferredTime\": \"25:00\" }", "messaging.preferredTime")]
    [InlineData("messaging", "{ \"preferredTime\": \"23:00\" }", "messaging.preferredTime")]
    [InlineData("messaging", "{ \"preferredTime\": \"04:59\" }", "messaging.preferredTime")]
    [InlineData("slug", "\"jeanne\"", "slug")]
    public async Task Simulate_MemberThatCannotBe_IsRefusedAtIt(string member, string value, string field)
    {
        var body = JsonNode.Parse(Person)!;
        body[member] = JsonNode.Parse(value);
        var problem = await PostAsync(_editor, body).ReadAsync(HttpStatusCode.BadRequest);
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Simulate_FiftyOneLapses_AreTooMany()
    {
        var body = JsonNode.Parse(Person)!;
        body["behaviour"]!["lapsesOnDays"] = new JsonArray([.. Enumerable.Range(0, 51).Select(day => JsonValue.Create(day))]);
        (await PostAsync(_editor, body).ReadAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(error => error.Key)
            .ShouldBe(["behaviour.lapsesOnDays"]);
    }

    [Theory]
    [InlineData("""{"goal":"quit","profile":{"cigarettesPerDay":"\ud800"}}""", "profile.cigarettesPerDay")]
    [InlineData("""{"goal":"quit","profile":{"cigarettesPerDay":15,"triggers":["\ud800"]}}""", "profile.triggers")]
    public async Task Simulate_HalfASurrogatePair_IsRefusedAsNoAnswer(string body, string field)
    {
        using var response = await SendAsync(body, "application/json");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["errors"]!.AsObject().Select(error => error.Key)
            .ShouldBe([field]);
    }

    [Fact]
    public async Task Simulate_GoalThatTheProgrammeDoesNotOffer_IsRefusedByName()
    {
        var body = JsonNode.Parse("""{ "goal": "explore", "profile": {} }""")!;
        var problem = await PostAsync(_editor, body, "jeanne").ReadAsync(HttpStatusCode.BadRequest);
        ((string)problem["errors"]!["goal"]![0]!).ShouldBe(EnrolmentErrors.GoalNotOffered.Text.French);
    }

    [Fact]
    public async Task Simulate_QuitDateOfSomebodyWhoCutsDown_IsRefused()
    {
        var body = JsonNode.Parse("""{ "goal": "reduce", "quitsAfter": 3, "profile": { "cigarettesPerDay": 15 } }""")!;
        var problem = await PostAsync(_editor, body).ReadAsync(HttpStatusCode.BadRequest);
        ((string)problem["errors"]!["quitsAfter"]![0]!).ShouldBe(EnrolmentErrors.QuitDateWithoutQuitting.Text.French);
    }

    [Fact]
    public async Task Simulate_OutcomeOfATestThatDoesNotExist_IsRefused()
    {
        var body = JsonNode.Parse(Person)!;
        body["behaviour"]!["bands"] = new JsonObject { [new string('x', 200)] = "strong" };
        var problem = await PostAsync(_editor, body).ReadAsync(HttpStatusCode.BadRequest);
        ((string)problem["errors"]!["behaviour.bands"]![0]!).ShouldBe(SimulationErrors.Band.Text.French);
    }

    [Theory]
    [InlineData("nobody", null)]
    [InlineData("tis", 99)]
    public async Task Simulate_ProgrammeOrVersionThatThereIsNot_IsNotFound(string slug, int? version)
    {
        var body = JsonNode.Parse(Person)!;
        body["version"] = version;
        ((string)(await PostAsync(_editor, body, slug).ReadAsync(HttpStatusCode.NotFound))["code"]!).ShouldBe("not-found");
    }

    [Fact]
    public async Task Simulate_WhoMay_AreEditors()
    {
        var body = JsonNode.Parse(Person)!;
        await PostAsync(_api.StaffClient("administrator", "supervisor", "extranet"), body).ReadAsync(HttpStatusCode.Forbidden);
        await PostAsync(await _api.RegisterDeviceAsync(), body).ReadAsync(HttpStatusCode.Forbidden);
        await PostAsync(_api.Http, body).ReadAsync(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, JsonNode body, string slug = "tis") =>
        client.PostAsJsonAsync($"/api/v1/staff/programmes/{slug}/simulations", body);

    private async Task<HttpResponseMessage> SendAsync(string body, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Tis) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _editor.SendAsync(request);
    }
}
