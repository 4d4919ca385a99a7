using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;
using static MobileBackend.Integration.Tests.Coaching.EnrolmentCalls;

namespace MobileBackend.Integration.Tests.Coaching;

public sealed class OutcomesTests
{
    private const string Outcomes = "/api/v1/staff/outcomes";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Outcomes_OfAMonth_CountWhoDidNotAnswerAsSmoking(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var people = new List<(HttpClient Device, JsonNode Enrolment)>();
        for (var person = 0; person < 12; person++)
        {
            var device = await api.RegisterFreshDeviceAsync();
            people.Add((device, await device.EnrolAsync(Body().With("quitDate", "2026-11-23"))));
        }

        await people[^1].Device.PostPartAsync(people[^1].Enrolment, "withdrawal");
        await (await api.RegisterFreshDeviceAsync()).EnrolAsync(Body("explore"));
        api.Time.Advance(TimeSpan.FromDays(30));
        await api.PlanDueDaysAsync();
        for (var person = 0; person < 6; person++)
        {
            var answers = new { smokedLast7Days = person >= 4, smokedLast30Days = person >= 3, cigarettesSinceQuit = person * 2, satisfaction = 7 };
            await people[person].Device.PostPartAsync(people[person].Enrolment, "activities/quit-survey-end/completion", new { answers }).ReadAsync(HttpStatusCode.OK);
        }

        api.Time.Advance(TimeSpan.FromDays(20));
        var outcomes = await api.StaffClient("supervisor").GetAsync($"{Outcomes}?programme=tis&from=2026-11-01&to=2026-11-30").ReadAsync(HttpStatusCode.OK);

        ((int)outcomes["cohort"]!).ShouldBe(11);
        var end = outcomes["waves"]!.AsArray()[0]!;
        ((string)end["survey"]!).ShouldBe("quit-survey-end");
        ((int)end["due"]!).ShouldBe(11);
        ((int)end["answered"]!).ShouldBe(6);
        ((int)end["notSmoking7Days"]!["count"]!).ShouldBe(4);
        ((double)end["notSmoking7Days"]!["percent"]!).ShouldBe(36.4);
        ((int)end["notSmoking30Days"]!["count"]!).ShouldBe(3);
        ((int)end["continuouslyAbstinent"]!["count"]!).ShouldBe(3);

        // Six gave their satisfaction, which is too few to tell it; and nobody's three months are over.
        end["meanSatisfaction"].ShouldBeNull();
        ((int)outcomes["waves"]!.AsArray()[1]!["due"]!).ShouldBe(0);
        outcomes["waves"]!.AsArray()[1]!["answered"].ShouldBeNull();
        ((int)(await api.StaffClient("supervisor").GetAsync($"{Outcomes}?programme=tis&to=2026-11-22").ReadAsync(HttpStatusCode.OK))["cohort"]!).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "programme")]
    [InlineData("?programme=nobody", "programme")]
    [InlineData("?programme=tis&from=2026-11-30&to=2026-11-01", "to")]
    [InlineData("?programme=tis&from=1000-01-01", "from")]
    public async Task Outcomes_OfWhatCannotBe_AreRefusedAtTheField(string query, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);

        var problem = await api.StaffClient("supervisor").GetAsync(Outcomes + query).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Outcomes_ForOthersThanSupervisors_AreForbidden()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);

        (await api.StaffClient("content-editor", "extranet").GetAsync($"{Outcomes}?programme=tis").ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await api.Http.GetAsync($"{Outcomes}?programme=tis").ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }
}
