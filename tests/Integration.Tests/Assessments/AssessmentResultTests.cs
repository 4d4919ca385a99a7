using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.Domain.HelpLines;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Assessments;

public sealed class AssessmentResultTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ApiHost _api = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _api = await ApiHost.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Score_AllAnswers_TellsScoreBandAndVersion()
    {
        var result = await PostAsync("hsi", """{ "first-cigarette": "within-5-minutes", "cigarettes-per-day": "21-to-30" }""").ReadAsync(HttpStatusCode.OK);
        ((int)result["score"]!).ShouldBe(5);
        ((int)result["maximum"]!).ShouldBe(6);
        ((string)result["band"]!["key"]!).ShouldBe("high");
        ((bool)result["band"]!["showsWayToHuman"]!).ShouldBeTrue();
        ((int)result["version"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{ "first-cigarette": "within-5-minutes" }""", "answers.cigarettes-per-day")]
    [InlineData("""{ "first-cigarette": "yesterday", "cigarettes-per-day": "21-to-30" }""", "answers.first-cigarette")]
    [InlineData("""{ "first-cigarette": 3, "cigarettes-per-day": "21-to-30" }""", "answers.first-cigarette")]
    [InlineData("""{ "first-cigarette": null, "cigarettes-per-day": "21-to-30" }""", "answers.first-cigarette")]
    [InlineData("""{ "first-cigarette": "within-5-minutes", "cigarettes-per-day": "21-to-30", "shoe-size": "42" }""", "answers.shoe-size")]
    [InlineData("null", "answers")]
    public async Task Score_AnswerMissingOrUnknown_IsRefusedAtTheItemAndNeverScoredInPart(string answers, string field)
    {
        var problem = await PostAsync("hsi", answers).ReadAsync(HttpStatusCode.BadRequest);
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
        problem["score"].ShouldBeNull();
    }

    [Fact]
    public async Task Score_WordsOfDangerInWhatIsRefused_ShowUrgentHelp()
    {
        var problem = await PostAsync("decisional-balance", """{ "nowhere": [{ "text": "jveux mourir" }] }""").ReadAsync(HttpStatusCode.BadRequest);
        problem["urgentHelp"]!.AsArray().Select(line => (string)line!["code"]!).ShouldBe([HelpLineCodes.SuicidePrevention, HelpLineCodes.EmergencyMedical]);
    }

    [Theory]
    [InlineData("hsi", """{"answers":{"first-cigarette":"\ud800","cigarettes-per-day":"21-to-30"}}""", "answers.first-cigarette")]
    [InlineData("decisional-balance", """{"answers":{"stopping-advantages":[{"text":"\ud800"}]}}""", "answers.stopping-advantages")]
    [InlineData("decisional-balance", """{"answers":{"stopping-advantages":[{"\ud800":"Mon souffle"}]}}""", "answers.stopping-advantages")]
    public async Task Score_HalfASurrogatePair_IsRefusedAsNoText(string code, string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var problem = await _api.Http.PostAsync($"/api/v1/assessments/{code}/results", content).ReadAsync(HttpStatusCode.BadRequest);
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Score_DecisionalBalance_TakesListsAndHasNoScore()
    {
        var result = await PostAsync("decisional-balance", """
            { "continuing-advantages": [{ "text": "La pause", "weight": 4 }],
              "stopping-advantages": [{ "text": "Mon souffle" }, { "text": "Mes enfants", "weight": null }] }
            """).ReadAsync(HttpStatusCode.OK);
        result.AsObject().Select(member => member.Key).ShouldBe(["version"]);
    }

    [Fact]
    public async Task Score_DecisionalBalanceWithWordsOfDanger_NamesLinesToCall()
    {
        var result = await PostAsync(
            "decisional-balance",
            """{ "continuing-advantages": [{ "text": "La pause" }, { "text": "Sans ça, plus envie de vivre" }] }""").ReadAsync(HttpStatusCode.OK);
        result["urgentHelp"]!.AsArray().Select(line => (string)line!["code"]!).ShouldBe([HelpLineCodes.SuicidePrevention, HelpLineCodes.EmergencyMedical]);
    }

    [Theory]
    [InlineData("""{ "advantages": [] }""", "answers.advantages")]
    [InlineData("""{ "stopping-advantages": "Mon souffle" }""", "answers.stopping-advantages")]
    [InlineData("""{ "stopping-advantages": [{ "text": "Mon souffle" }, { "text": " " }] }""", "answers.stopping-advantages[1]")]
    [InlineData("""{ "stopping-advantages": [{ "text": "Mon souffle", "weight": 11 }] }""", "answers.stopping-advantages[0]")]
    [InlineData("""{ "stopping-advantages": [{ "text": "Mon souffle", "weight": "4" }] }""", "answers.stopping-advantages[0]")]
    [InlineData("""{ "stopping-advantages": [{ "text": "Mon souffle", "colour": "blue" }] }""", "answers.stopping-advantages[0]")]
    [InlineData("""{ "stopping-advantages": ["Mon souffle"] }""", "answers.stopping-advantages[0]")]
    public async Task Score_DecisionalBalanceWithWhatIsNoEntry_IsRefusedAtItsPlace(string answers, string field) =>
        (await PostAsync("decisional-balance", answers).ReadAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(error => error.Key)
            .ShouldBe([field]);

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", false)]
    public async Task Get_InstrumentWhoseLicenceIsNotCleared_IsShownOnlyWhereTheServiceIsToldTo(string environment, string? setting, bool isShown)
    {
        IEnumerable<KeyValuePair<string, string?>> settings = setting is null ? [] : [new("Content:ShowUnclearedInstruments", setting)];
        await using var api = await ApiHost.StartAsync(_database, settings: settings.Concat(ApiHost.ProductionKeys()), environment: environment);
        var codes = (await api.Http.GetAsync("/api/v1/assessments").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(item => (string)item!["code"]!);
        codes.ShouldBe(isShown ? ["cast", "decisional-balance", "ftnd", "hsi", "q-mat"] : ["cast", "decisional-balance"]);
        using var ftnd = await api.Http.GetAsync("/api/v1/assessments/ftnd");
        ftnd.StatusCode.ShouldBe(isShown ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        using var score = await api.Http.PostAsJsonAsync("/api/v1/assessments/ftnd/results", new { answers = new { } });
        score.StatusCode.ShouldBe(isShown ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> PostAsync(string code, string answers) =>
        _api.Http.PostAsJsonAsync($"/api/v1/assessments/{code}/results", new JsonObject { ["answers"] = JsonNode.Parse(answers) });
}
