using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;
using static MobileBackend.Integration.Tests.Enrolments.EnrolmentCalls;

namespace MobileBackend.Integration.Tests.Enrolments;

/// <summary>What somebody does who follows a programme.</summary>
public sealed class FollowProgrammeTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Complete_Twice_CountsOnce(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind);
        var activity = (await stage.TodayAsync())["activities"]!.AsArray()[0]!;

        var first = await stage.Device.PostPartAsync(stage.Enrolment, $"activities/{activity["key"]}/completion", new { }).ReadAsync(HttpStatusCode.OK);
        stage.Api.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await stage.Device.PostPartAsync(stage.Enrolment, $"activities/{activity["key"]}/completion", new { }).ReadAsync(HttpStatusCode.OK);

        ((string)first["doneOn"]!).ShouldBe("2026-11-23");
        ((string)again["doneOn"]!).ShouldBe("2026-11-23");
        again["newBadges"]!.AsArray().ShouldBeEmpty();
        var today = await stage.TodayAsync();
        today["activities"]!.AsArray().Count(known => (string?)known!["doneOn"] == "2026-11-23").ShouldBe(1);
        (await stage.ExportAsync())["done"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Complete_OneThatWasNeverOffered_IsNotFound()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);

        (await stage.Device.PostPartAsync(stage.Enrolment, "activities/quit-survey-end/completion", new { }).ReadProblemAsync(HttpStatusCode.NotFound))
            .ShouldBe("not-found");
    }

    [Fact]
    public async Task Complete_OneOfAnotherDay_HoldsWhileItIsOpenAndNotAfter()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);
        var activity = (await stage.TodayAsync())["activities"]!.AsArray()[0]!;
        var openUntil = DateOnly.Parse((string)activity["openUntil"]!, null);

        await stage.MoveToAsync(openUntil.AddDays(1));
        (await stage.Device.PostPartAsync(stage.Enrolment, $"activities/{activity["key"]}/completion", new { }).ReadProblemAsync(HttpStatusCode.Conflict))
            .ShouldBe("activity-closed");
        (await stage.TodayAsync())["stillOpen"]!.Keys().ShouldNotContain((string)activity["key"]!);
    }

    [Fact]
    public async Task Complete_WithAnAnswerThatCannotBe_IsRefusedAtTheFieldAndNotDone()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);
        var activity = (await stage.TodayAsync())["activities"]!.AsArray()[0]!;

        var problem = await stage.Device.PostPartAsync(stage.Enrolment, $"activities/{activity["key"]}/completion", new { answers = new { shoeSize = 42 } })
            .ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["answers.shoeSize"]);
        (await stage.TodayAsync())["activities"]!.AsArray()[0]!["doneOn"].ShouldBeNull();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Lapse_AfterTheQuitDate_KeepsCountersAndBringsRecoveryToday(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, quitDate: Today);
        await stage.MoveToAsync(Today.AddDays(5));
        var before = await stage.BenefitsAsync();

        var lapse = await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "lapse", cigarettes = 2 }).ReadAsync(HttpStatusCode.Created);

        ((string)lapse["text"]!).ShouldContain("n’efface rien");
        var after = await stage.BenefitsAsync();
        ((string)after["smokeFreeSince"]!).ShouldBe((string)before["smokeFreeSince"]!);
        ((int)before["daysSmokeFree"]!).ShouldBe(5);
        ((int)after["daysSmokeFree"]!).ShouldBe(4);
        ((int)before["cigarettesAvoided"]!).ShouldBe(50);
        ((int)after["cigarettesAvoided"]!).ShouldBe(48);
        ((int)before["moneySaved"]!["cents"]!).ShouldBe(3000);
        ((int)after["moneySaved"]!["cents"]!).ShouldBe(2880);
        (await stage.TodayAsync())["activities"]!.Keys().ShouldContain(key => key.Contains("lapse", StringComparison.Ordinal));
        (await stage.ReadAsync())["attempts"]!.AsArray().Single()!["lapses"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Relapse_EndsTheAttemptAndANewDateOpensTheNext(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, quitDate: Today);
        await stage.MoveToAsync(Today.AddDays(6));

        await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "relapse" }).ReadAsync(HttpStatusCode.Created);

        var relapsed = await stage.ReadAsync();
        relapsed["quitDate"].ShouldBeNull();
        ((string)relapsed["phase"]!["key"]!).ShouldBe("rebound");
        (await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "lapse" }).ReadProblemAsync(HttpStatusCode.Conflict))
            .ShouldBe("not-quitting");
        var problem = await stage.Device.PutPartAsync(stage.Enrolment, "quit-date", new { quitDate = "2026-11-25" }).ReadAsync(HttpStatusCode.BadRequest);
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["quitDate"]);

        await stage.MoveToAsync(Today.AddDays(8));
        var again = await stage.Device.PutPartAsync(stage.Enrolment, "quit-date", new { quitDate = "2026-12-03" }).ReadAsync(HttpStatusCode.OK);
        again["attempts"]!.AsArray().Select(attempt => ((string)attempt!["quitDate"]!, (string?)attempt["endedOn"]))
            .ShouldBe([("2026-11-23", "2026-11-29"), ("2026-12-03", null)]);

        await stage.MoveToAsync(new DateOnly(2026, 12, 5));
        var benefits = await stage.BenefitsAsync();
        ((int)benefits["daysSmokeFree"]!).ShouldBe(2);
        ((int)benefits["closedAttempts"]!.AsArray().Single()!["daysSmokeFree"]!).ShouldBe(6);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task QuitDate_PutOffAfterDaysWithout_KeepsWhatTheyReached(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, quitDate: Today);
        await stage.Device.PutPartAsync(stage.Enrolment, "savings-goal", new { label = "Un vélo", cents = 12000 }).ReadAsync(HttpStatusCode.OK);
        await stage.MoveToAsync(Today.AddDays(5));

        await stage.Device.PutPartAsync(stage.Enrolment, "quit-date", new { quitDate = "2026-12-05" }).ReadAsync(HttpStatusCode.OK);

        (await stage.ReadAsync())["attempts"]!.AsArray().Select(attempt => ((string)attempt!["quitDate"]!, (string?)attempt["endedOn"]))
            .ShouldBe([("2026-11-23", "2026-11-28"), ("2026-12-05", null)]);
        var benefits = await stage.BenefitsAsync();
        ((int)benefits["closedAttempts"]!.AsArray().Single()!["daysSmokeFree"]!).ShouldBe(5);
        ((int)benefits["savingsGoal"]!["percentReached"]!).ShouldBe(25);
        var days = (await stage.Device.ReadEnrolmentAsync(stage.Enrolment, "/timeline"))["days"]!.AsArray()
            .ToDictionary(day => (string)day!["date"]!, day => (int)day!["dayNumber"]!);
        (days["2026-11-23"], days["2026-11-27"], days["2026-11-29"]).ShouldBe((0, 4, -6));

        // On second thoughts.
        var back = await stage.Device.PutPartAsync(stage.Enrolment, "quit-date", new { quitDate = "2026-11-23" }).ReadAsync(HttpStatusCode.OK);
        back["attempts"]!.AsArray().Single()!["endedOn"].ShouldBeNull();
        ((int)(await stage.BenefitsAsync())["daysSmokeFree"]!).ShouldBe(5);
    }

    [Theory]
    [InlineData("""{ "kind": "lapse" }""", HttpStatusCode.Conflict)]
    [InlineData("""{ "kind": "lapse", "cigarettes": 201 }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "kind": "lapse", "occurredAt": "2026-11-23T09:00:00Z" }""", HttpStatusCode.Conflict)]
    [InlineData("""{ "kind": "lapse", "occurredAt": "2026-11-01T09:00:00Z" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "kind": null }""", HttpStatusCode.BadRequest)]
    public async Task Lapse_BeforeTheQuitDateOrImpossible_IsRefused(string body, HttpStatusCode expected)
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today.AddDays(3));

        (await stage.Device.PostPartAsync(stage.Enrolment, "lapses", JsonNode.Parse(body)!)).StatusCode.ShouldBe(expected);

        (await stage.ReadAsync())["attempts"]!.AsArray().Single()!["lapses"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Crave_OffersWhatFitsAndWhatHelpedBefore()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today);
        var first = await stage.CraveAsync(new { trigger = "coffee", place = "work", intensity = 8 });

        first["tools"]!.AsArray().Count.ShouldBe(3);
        ((bool)first["tools"]!.AsArray()[0]!["fitsTrigger"]!).ShouldBeTrue();
        ((bool)first["human"]!["lines"]!.AsArray()[0]!["isOpen"]!).ShouldBeTrue();
        ((string)first["human"]!["lines"]!.AsArray()[0]!["code"]!).ShouldBe("tis-3989");
        ((string)first["human"]!["nextCallback"]!["date"]!).ShouldBe("2026-11-23");
        first["urgentHelp"].ShouldBeNull();

        var helpful = (string)first["tools"]!.AsArray()[2]!["key"]!;
        (await stage.Device.PutPartAsync(stage.Enrolment, $"cravings/{first["id"]}/outcome", new { tool = helpful, resisted = true }))
            .StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var second = await stage.CraveAsync(new { trigger = "coffee", place = "work" });
        ((string)second["tools"]!.AsArray()[0]!["key"]!).ShouldBe(helpful);
        ((int)second["tools"]!.AsArray()[0]!["helped"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Crave_AtNight_TellsWhenTheLineOpensAndTheNextCallBack()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today);
        await stage.MoveToAsync(Today, new TimeOnly(23, 30));

        var human = (await stage.CraveAsync(new { }))["human"]!;

        ((bool)human["lines"]!.AsArray()[0]!["isOpen"]!).ShouldBeFalse();
        ((DateTimeOffset)human["lines"]!.AsArray()[0]!["opensAt"]!).ShouldBe(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero));
        ((string)human["nextCallback"]!["date"]!).ShouldBe("2026-11-24");
    }

    [Theory]
    [InlineData("J’en peux plus, j’ai envie d’en finir")]
    [InlineData("J'ai MAL A LA POITRINE depuis ce matin")]
    public async Task Crave_WithWordsOfDanger_ShowsUrgentHelp(string note)
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today);

        var craving = await stage.CraveAsync(new { note });

        craving["urgentHelp"]!.AsArray().Select(line => (string)line!["code"]!).ShouldBe(["suicide-3114", "emergency-15"]);
    }

    [Theory]
    [InlineData("diary-entries", """{ "amount": 3, "trigger": "the-moon", "note": "je veux mourir" }""", HttpStatusCode.BadRequest)]
    [InlineData("diary-entries", """{ "amount": 3, "occurredAt": "2026-11-01T09:00:00Z", "note": "je veux mourir" }""", HttpStatusCode.BadRequest)]
    [InlineData("diary-entries", """{ "amount": 300, "note": "je veux mourir" }""", HttpStatusCode.BadRequest)]
    [InlineData("cravings", """{ "intensity": 11, "note": "je veux mourir" }""", HttpStatusCode.BadRequest)]
    [InlineData("activities/quit-survey-end/completion", """{ "answers": { "anything": "je veux mourir" } }""", HttpStatusCode.NotFound)]
    public async Task Write_WordsOfDangerInWhatIsRefused_ShowUrgentHelp(string part, string body, HttpStatusCode expected)
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today);

        var problem = await stage.Device.PostPartAsync(stage.Enrolment, part, JsonNode.Parse(body)!).ReadAsync(expected);
        var other = await stage.Device.PostPartAsync(stage.Enrolment, part, JsonNode.Parse(body.Replace("mourir", "dormir", StringComparison.Ordinal))!)
            .ReadAsync(expected);

        // The same shape as in a success.
        problem["urgentHelp"]!.ToJsonString().ShouldBe((await stage.CraveAsync(new { note = "je veux mourir" }))["urgentHelp"]!.ToJsonString());
        other["urgentHelp"].ShouldBeNull();
    }

    [Fact]
    public async Task Complete_AClosedOneWithWordsOfDanger_ShowsUrgentHelp()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, "explore");
        var (key, asked) = await stage.MoveToFirstOpenQuestionAsync();

        await stage.MoveToAsync(Today.AddDays(60));
        var problem = await stage.Device.PostPartAsync(
            stage.Enrolment, $"activities/{key}/completion",
            new JsonObject { ["answers"] = new JsonObject { [asked] = "je veux mourir" } }).ReadAsync(HttpStatusCode.Conflict);

        ((string)problem["code"]!).ShouldBe("activity-closed");
        problem["urgentHelp"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{ "intensity": 11 }""", "intensity")]
    [InlineData("""{ "place": "moon" }""", "place")]
    public async Task Crave_WithWhatCannotBe_IsRefusedAtTheField(string body, string field)
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);

        var problem = await stage.Device.PostPartAsync(stage.Enrolment, "cravings", JsonNode.Parse(body)!).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Crave_OnAPhoneWithAWrongClockAndAnotherVersion_IsHelpedAllTheSame()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);

        foreach (var occurredAt in (string[])["2027-01-01T00:00:00Z", "1970-01-01T00:00:00Z"])
        {
            var craving = await stage.CraveAsync(new { occurredAt, trigger = "the-moon", tool = "a-hammer", note = "je veux mourir" });
            craving["tools"]!.AsArray().Count.ShouldBe(3);
            craving["urgentHelp"]!.AsArray().Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Complete_AgainAfterMidnight_IsTheSameWhereItSaysOfWhichDay()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, "reduce");
        var activity = (await stage.TodayAsync())["activities"]!.AsArray().First(known => (string)known!["openUntil"]! != (string)known["offeredOn"]!)!;
        var body = new { offeredOn = (string)activity["offeredOn"]! };

        var first = await stage.Device.PostPartAsync(stage.Enrolment, $"activities/{activity["key"]}/completion", body).ReadAsync(HttpStatusCode.OK);
        await stage.MoveToAsync(Today.AddDays(1), new TimeOnly(0, 1));
        var again = await stage.Device.PostPartAsync(stage.Enrolment, $"activities/{activity["key"]}/completion", body).ReadAsync(HttpStatusCode.OK);

        ((string)again["doneOn"]!).ShouldBe((string)first["doneOn"]!);
        (await stage.ExportAsync())["done"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Diary_EntriesOfADay_AddUp(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, "reduce");

        await stage.Device.PostPartAsync(stage.Enrolment, "diary-entries", new { amount = 3, place = "home", company = "alone", trigger = "coffee", mood = 4 })
            .ReadAsync(HttpStatusCode.Created);
        var second = await stage.Device.PostPartAsync(stage.Enrolment, "diary-entries", new { amount = 2 }).ReadAsync(HttpStatusCode.Created);
        var yesterday = await stage.Device.PostPartAsync(stage.Enrolment, "diary-entries", new { amount = 9, occurredAt = "2026-11-22T22:59:00Z" })
            .ReadAsync(HttpStatusCode.Created);

        ((int)second["amountThatDay"]!).ShouldBe(5);
        ((string)yesterday["date"]!).ShouldBe("2026-11-22");
        await stage.MoveToAsync(Today.AddDays(1));
        var benefits = await stage.BenefitsAsync();
        ((int)benefits["cigarettesAvoided"]!).ShouldBe(5 + 1);
        (await stage.ExportAsync())["journal"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Assessment_OfSomebodyEnrolled_IsKeptAndDone()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);

        await stage.Device.PostAsync(
            "/api/v1/assessments/hsi/results",
            JsonBody("""{ "answers": { "first-cigarette": "within-5-minutes", "cigarettes-per-day": "21-to-30" } }""")).ReadAsync(HttpStatusCode.OK);

        var export = await stage.ExportAsync();
        export["bands"]!.AsArray().Select(band => ((string)band!["assessment"]!, (string)band["band"]!)).ShouldBe([("hsi", "high")]);
        ((int)export["journal"]!.AsArray().Single()!["content"]!["score"]!).ShouldBe(5);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Assessment_TheSameAnswersAgain_ChangeNothing(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind);
        await AnswerAsync("within-5-minutes");
        var once = await stage.ExportAsync();

        await Task.WhenAll(AnswerAsync("within-5-minutes"), AnswerAsync("within-5-minutes"));

        (await stage.ExportAsync()).ToJsonString().ShouldBe(once.ToJsonString());
        await AnswerAsync("after-60-minutes");
        (await stage.ExportAsync())["journal"]!.AsArray().Count.ShouldBe(2);
        await stage.MoveToAsync(Today.AddDays(1));
        await AnswerAsync("after-60-minutes");
        (await stage.ExportAsync())["journal"]!.AsArray().Count.ShouldBe(3);

        Task<JsonNode> AnswerAsync(string firstCigarette) => stage.Device.PostAsync(
            "/api/v1/assessments/hsi/results",
            JsonBody($$"""{ "answers": { "first-cigarette": "{{firstCigarette}}", "cigarettes-per-day": "21-to-30" } }""")).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Assessment_OfSomebodyUpBeforeThePlanner_IsNotAskedAgain()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, "reduce");
        await stage.MoveToAsync(Today.AddDays(4), new TimeOnly(23, 59));
        stage.Api.Time.Advance(TimeSpan.FromMinutes(2));
        var key = (await stage.TodayAsync())["activities"]!.AsArray().Where(activity => (string?)activity!["leadsTo"]?["code"] == "hsi")
            .Select(activity => (string)activity!["key"]!).Single();

        await stage.Device.PostAsync(
            "/api/v1/assessments/hsi/results",
            JsonBody("""{ "answers": { "first-cigarette": "within-5-minutes", "cigarettes-per-day": "21-to-30" } }""")).ReadAsync(HttpStatusCode.OK);

        (await stage.TodayAsync())["activities"]!.AsArray().Single(activity => (string)activity!["key"]! == key)!["doneOn"]!.GetValue<string>()
            .ShouldBe("2026-11-28");
    }

    [Fact]
    public async Task Assessment_ThatNoProgrammeOfTheirsGoesBy_IsScoredAndNotKept()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);
        var items = (await stage.Device.GetAsync("/api/v1/assessments/cast").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
        var answers = new JsonObject(items.Select(
            item => KeyValuePair.Create((string)item!["key"]!, (JsonNode?)(string)item["options"]!.AsArray()[^1]!["key"]!)));

        var result = await stage.Device.PostAsync("/api/v1/assessments/cast/results", JsonBody(new JsonObject { ["answers"] = answers }.ToJsonString()))
            .ReadAsync(HttpStatusCode.OK);

        ((int)result["score"]!).ShouldBe((int)result["maximum"]!);
        (await stage.ExportAsync())["journal"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Timeline_ShowsWhatWasWhatComesAndWhatWasPromised()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today.AddDays(3));
        await stage.Device.SubmitCallbackAsync();
        var done = (string)(await stage.TodayAsync())["activities"]!.AsArray()[0]!["key"]!;
        await stage.Device.PostPartAsync(stage.Enrolment, $"activities/{done}/completion", new { }).ReadAsync(HttpStatusCode.OK);

        var timeline = await stage.Device.ReadEnrolmentAsync(stage.Enrolment, "/timeline?from=2026-11-22&days=40");

        var days = timeline["days"]!.AsArray().ToDictionary(day => (string)day!["date"]!, day => day!);
        days["2026-11-22"]["activities"]!.AsArray().ShouldBeEmpty();
        days["2026-11-22"]["phase"].ShouldBeNull();
        days["2026-11-23"]["events"]!.AsArray().Select(word => (string)word!).ShouldBe(["enrolled"]);
        days["2026-11-23"]["activities"]!.AsArray().Single(known => (string)known!["key"]! == done)!["state"]!.GetValue<string>().ShouldBe("done");
        days["2026-11-26"]["events"]!.AsArray().Select(word => (string)word!).ShouldBe(["quit-date"]);
        Enumerable.Range(1, 29).Select(ahead => days[Today.AddDays(ahead).ToString("O", null)]["activities"]!.AsArray())
            .ShouldAllBe(activities => activities.Count > 0 && activities.All(activity => (string)activity!["state"]! == "planned"));
        var promise = timeline["promises"]!.AsArray().Single()!;
        ((string)promise["kind"]!).ShouldBe("callback");
        ((string)promise["state"]!).ShouldBe("ahead");

        // The slot goes by and nobody has called.
        await stage.MoveToAsync(Today.AddDays(3));
        var late = (await stage.TodayAsync())["promises"]!.AsArray().Single()!;
        ((string)late["state"]!).ShouldBe("late");
        ((string)late["text"]!).ShouldContain("retard");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Withdraw_ErasesAllOfItAndLeavesTheDevice(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, quitDate: Today);
        var other = await stage.Device.EnrolAsync(Body(programme: "jeanne"));
        await stage.CraveAsync(new { note = "Un mot" });
        stage.Device.DefaultRequestHeaders.Add("Idempotency-Key", "a-diary");
        await stage.Device.PostPartAsync(stage.Enrolment, "diary-entries", new { amount = 3 }).ReadAsync(HttpStatusCode.Created);

        (await stage.Device.PostPartAsync(stage.Enrolment, "withdrawal")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await stage.Device.PostPartAsync(stage.Enrolment, "withdrawal").ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await stage.Device.PostPartAsync(stage.Enrolment, "diary-entries", new { amount = 3 }).ReadProblemAsync(HttpStatusCode.NotFound))
            .ShouldBe("not-found");
        stage.Device.DefaultRequestHeaders.Remove("Idempotency-Key");
        (await stage.Device.CoachingMessagesAsync()).ShouldAllBe(message => (string)message["subjectId"]! == (string)other["id"]!);
        (await stage.Device.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK))["data"]!["coaching"]!.AsArray().Count.ShouldBe(1);
        await stage.Device.EnrolAsync();
    }

    [Fact]
    public async Task Savings_AreShownAgainstTheirGoal()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today);
        var set = await stage.Device.PutPartAsync(stage.Enrolment, "savings-goal", new { label = "Un vélo", cents = 12000 }).ReadAsync(HttpStatusCode.OK);
        ((string)set["savingsGoal"]!["label"]!).ShouldBe("Un vélo");

        await stage.MoveToAsync(Today.AddDays(5));

        ((int)(await stage.BenefitsAsync())["savingsGoal"]!["percentReached"]!).ShouldBe(25);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task SavingsGoal_SetInTheMorning_LeavesTheDayAsItIsPlanned(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, quitDate: Today);
        await stage.MoveToAsync(Today.AddDays(1), new TimeOnly(6, 0));
        var planned = await PushesAsync();
        planned.ShouldNotBeEmpty();

        await stage.Device.PutPartAsync(stage.Enrolment, "savings-goal", new { label = "Un vélo", cents = 12000 }).ReadAsync(HttpStatusCode.OK);

        (await PushesAsync()).ShouldBe(planned);

        Task<List<Guid>> PushesAsync() => stage.Api.WithServiceAsync((AppDbContext context) => context.Pushes
            .Where(push => push.Status == PushStatus.Planned && push.DueAt > stage.Api.Time.Now).OrderBy(push => push.DueAt).Select(push => push.Id.Value)
            .ToListAsync());
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task TakeBack_ARelapseToldByMistake_LetsTheAttemptGoOn(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, quitDate: Today);
        await stage.MoveToAsync(Today.AddDays(6));
        var before = await stage.BenefitsAsync();
        var relapse = await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "relapse" }).ReadAsync(HttpStatusCode.Created);
        (await stage.ReadAsync())["quitDate"].ShouldBeNull();

        (await stage.TakeBackAsync("lapses", relapse)).ShouldBe(HttpStatusCode.NoContent);

        ((string)(await stage.ReadAsync())["quitDate"]!).ShouldBe("2026-11-23");
        (await stage.BenefitsAsync())["daysSmokeFree"]!.ToJsonString().ShouldBe(before["daysSmokeFree"]!.ToJsonString());
        (await stage.BenefitsAsync())["closedAttempts"]!.AsArray().ShouldBeEmpty();
        (await stage.ExportAsync())["journal"]!.AsArray().ShouldBeEmpty();
        (await stage.TakeBackAsync("lapses", relapse)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task TakeBack_OneOfTwoLapsesOfADay_LeavesTheOther(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, quitDate: Today);
        await stage.MoveToAsync(Today.AddDays(6));
        await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "lapse", cigarettes = 2 }).ReadAsync(HttpStatusCode.Created);
        var mistaken = await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "lapse", cigarettes = 20 }).ReadAsync(HttpStatusCode.Created);

        // They tell from Paris, and think better of it in Tahiti, where it is another day.
        await stage.Device.PatchAsJsonAsync("/api/v1/devices/me", new { timeZone = "Pacific/Tahiti" });
        (await stage.TakeBackAsync("lapses", mistaken)).ShouldBe(HttpStatusCode.NoContent);

        var lapse = (await stage.ExportAsync())["lapses"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)lapse["amount"]!).ShouldBe(2);
        ((string)lapse["on"]!).ShouldBe("2026-11-29");
    }

    [Fact]
    public async Task TakeBack_ARelapseAfterWhichAnotherAttemptHasBegun_IsRefused()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite, quitDate: Today);
        await stage.MoveToAsync(Today.AddDays(6));
        var lapse = await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "lapse" }).ReadAsync(HttpStatusCode.Created);
        var relapse = await stage.Device.PostPartAsync(stage.Enrolment, "lapses", new { kind = "relapse" }).ReadAsync(HttpStatusCode.Created);
        await stage.Device.PutPartAsync(stage.Enrolment, "quit-date", new { quitDate = "2026-12-03" }).ReadAsync(HttpStatusCode.OK);

        foreach (var told in new[] { lapse, relapse })
        {
            using var refused = await stage.Device.DeleteAsync($"{Route}/{stage.Enrolment["id"]}/lapses/{told["id"]}");
            ((string)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["code"]!).ShouldBe(EnrolmentErrors.CannotBeTakenBack.Code);
        }

        (await stage.ReadAsync())["attempts"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task TakeBack_AnEntryOfTheDiary_LeavesWhatElseWasWrittenForTheDay(DatabaseKind kind)
    {
        await using var stage = await Stage.OpenAsync(kind, "reduce");
        async Task<JsonNode> WriteAsync(int amount, string at) =>
            await stage.Device.PostPartAsync(stage.Enrolment, "diary-entries", new { amount, occurredAt = at }).ReadAsync(HttpStatusCode.Created);
        var earlier = await WriteAsync(9, "2026-11-20T20:00:00Z");
        await WriteAsync(0, "2026-11-21T08:00:00Z");
        var mistaken = await WriteAsync(40, "2026-11-21T20:00:00Z");

        (await stage.TakeBackAsync("diary-entries", mistaken)).ShouldBe(HttpStatusCode.NoContent);
        (await stage.TakeBackAsync("diary-entries", earlier)).ShouldBe(HttpStatusCode.NoContent);

        var day = (await stage.ExportAsync())["diary"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)day["on"]!, (int)day["amount"]!).ShouldBe(("2026-11-21", 0));
        (await stage.TakeBackAsync("lapses", mistaken)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Benefits_AtAnInstantThatNothingCanBeCountedTo_AreRefused()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKind.Sqlite);

        var problem = await stage.Device.GetAsync($"{Route}/{stage.Enrolment["id"]}/benefits?at=9999-12-31T23:59:59Z").ReadAsync(HttpStatusCode.BadRequest);

        ((string)problem["errors"]!["at"]![0]!).ShouldBe(BenefitErrors.InstantOutOfRange.Text.French);
    }

    private static StringContent JsonBody(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    /// <summary>Somebody who takes part in a programme, with a clock that can be moved.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private readonly TestDatabase _database;

        private Stage(TestDatabase database, ApiHost api, HttpClient device, JsonNode enrolment) =>
            (_database, Api, Device, Enrolment) = (database, api, device, enrolment);

        public ApiHost Api { get; }

        public HttpClient Device { get; }

        public JsonNode Enrolment { get; }

        public static async Task<Stage> OpenAsync(DatabaseKind kind, string goal = "quit", DateOnly? quitDate = null)
        {
            var database = await TestDatabase.CreateAsync(kind);
            var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
            var device = await api.RegisterFreshDeviceAsync();
            var body = quitDate is { } date ? Body(goal).With("quitDate", date.ToString("O", null)) : Body(goal);
            return new Stage(database, api, device, await device.EnrolAsync(body));
        }

        /// <summary>Lets time pass in Paris, with everybody's day planned as it comes.</summary>
        public async Task MoveToAsync(DateOnly day, TimeOnly? time = null)
        {
            var instant = Domain.Common.FrenchClock.ToInstant(day, time ?? new TimeOnly(10, 0));
            while (instant - Api.Time.GetUtcNow() > TimeSpan.FromDays(1))
            {
                Api.Time.Advance(TimeSpan.FromDays(1));
                await Api.PlanDueDaysAsync();
            }

            Api.Time.Advance(instant - Api.Time.GetUtcNow());
            await Api.PlanDueDaysAsync();
        }

        /// <summary>Goes on day by day until an activity asks for the person's own words.</summary>
        public async Task<(string Key, string Asked)> MoveToFirstOpenQuestionAsync()
        {
            for (var day = Today; ; day = day.AddDays(1))
            {
                await MoveToAsync(day);
                foreach (var activity in (await TodayAsync())["activities"]!.AsArray())
                {
                    if (activity!["questions"]!.AsArray().FirstOrDefault(question => (string)question!["type"]! == "text") is { } question)
                    {
                        return ((string)activity["key"]!, (string)question["key"]!);
                    }
                }
            }
        }

        /// <summary>Takes back what was told by mistake.</summary>
        public async Task<HttpStatusCode> TakeBackAsync(string part, JsonNode told)
        {
            using var answer = await Device.DeleteAsync($"{Route}/{Enrolment["id"]}/{part}/{told["id"]}");
            return answer.StatusCode;
        }

        public Task<JsonNode> ReadAsync() => Device.ReadEnrolmentAsync(Enrolment);

        public Task<JsonNode> TodayAsync() => Device.TodayAsync(Enrolment);

        public Task<JsonNode> BenefitsAsync() => Device.ReadEnrolmentAsync(Enrolment, "/benefits");

        public Task<JsonNode> CraveAsync(object craving) => Device.PostPartAsync(Enrolment, "cravings", craving).ReadAsync(HttpStatusCode.Created);

        public async Task<JsonNode> ExportAsync() =>
            (await Device.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK))["data"]!["coaching"]!.AsArray().Single()!;

        public async ValueTask DisposeAsync()
        {
            await Api.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
