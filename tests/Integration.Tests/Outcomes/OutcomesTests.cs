using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.Domain.Outcomes;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;
using static MobileBackend.Integration.Tests.Enrolments.EnrolmentCalls;

namespace MobileBackend.Integration.Tests.Outcomes;

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
        for (var person = 0; person < 34; person++)
        {
            var device = await api.RegisterFreshDeviceAsync();
            people.Add((device, await device.EnrolAsync(Body().With("quitDate", "2026-11-23"))));
        }

        await people[^1].Device.PostPartAsync(people[^1].Enrolment, "withdrawal");
        await (await api.RegisterFreshDeviceAsync()).EnrolAsync(Body("explore"));
        await (await api.RegisterFreshDeviceAsync()).EnrolAsync(Body().With("quitDate", "2026-12-01"));
        api.Time.Advance(TimeSpan.FromDays(30));
        await api.PlanDueDaysAsync();
        for (var person = 0; person < 22; person++)
        {
            var answers = new
            {
                usedLast7Days = person >= 13,
                usedLast30Days = person >= 12,
                amountSinceQuit = person < 11 ? 5 : 6,
                satisfaction = person < 21 ? 7 : (int?)null,
            };
            await people[person].Device.PostPartAsync(people[person].Enrolment, "activities/quit-survey-end/completion", new { answers })
                .ReadAsync(HttpStatusCode.OK);
        }

        api.Time.Advance(TimeSpan.FromDays(27));
        var outcomes = await api.StaffClient("supervisor").GetAsync($"{Outcomes}?programme=tis&from=2026-11-01&to=2026-11-30").ReadAsync(HttpStatusCode.OK);

        // 33 people, 22 answers, 13, 12 and 11 abstinent: told to the nearest five.
        ((int)outcomes["cohort"]!).ShouldBe(35);
        var end = outcomes["waves"]!.AsArray()[0]!;
        ((string)end["survey"]!).ShouldBe("quit-survey-end");
        ((string)end["from"]!).ShouldBe("quit-date");
        ((int)end["due"]!).ShouldBe(35);
        ((int)end["answered"]!).ShouldBe(20);
        ((int)end["pointPrevalence7Days"]!["count"]!).ShouldBe(15);
        ((double)end["pointPrevalence7Days"]!["percent"]!).ShouldBe(42.9);
        ((int)end["pointPrevalence30Days"]!["count"]!).ShouldBe(10);
        ((int)end["continuousAbstinence"]!["count"]!).ShouldBe(10);
        ((double)end["meanSatisfaction"]!).ShouldBe(7);

        // Nobody's three months are over.
        ((int)outcomes["waves"]!.AsArray()[1]!["due"]!).ShouldBe(0);
        outcomes["waves"]!.AsArray()[1]!["answered"].ShouldBeNull();
        ((int)(await api.StaffClient("supervisor").GetAsync($"{Outcomes}?programme=tis&to=2026-10-31").ReadAsync(HttpStatusCode.OK))["cohort"]!).ShouldBe(0);

        // Nor does the difference of two answers tell of the one who quits in December.
        var all = await api.StaffClient("supervisor").GetAsync($"{Outcomes}?programme=tis").ReadAsync(HttpStatusCode.OK);
        ((int)all["cohort"]!).ShouldBe((int)outcomes["cohort"]!);

        // One person is no statistic.
        var few = await api.StaffClient("supervisor").GetAsync($"{Outcomes}?programme=tis&from=2026-12-01").ReadAsync(HttpStatusCode.OK);
        few["cohort"].ShouldBeNull();
        few["waves"]!.AsArray()[0]!["answered"].ShouldBeNull();
    }

    [Theory]
    [InlineData("", "programme")]
    [InlineData("?programme=nobody", "programme")]
    [InlineData("?programme=tis&from=2026-12-01&to=2026-11-30", "to")]
    [InlineData("?programme=tis&from=1000-01-01", "from")]
    [InlineData("?programme=tis&from=2026-11-02", "from")]
    [InlineData("?programme=tis&to=2026-11-29", "to")]
    [InlineData("?programme=tis&to=9999-12-31", "to")]
    public async Task Outcomes_OfWhatCannotBe_AreRefusedAtTheField(string query, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);

        var problem = await api.StaffClient("supervisor").GetAsync(Outcomes + query).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Outcomes_OfASpanOfDays_SaysThatMonthsAreMeant()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);

        var problem = await api.StaffClient("supervisor").GetAsync($"{Outcomes}?programme=tis&from=2026-11-22").ReadAsync(HttpStatusCode.BadRequest);

        ((string)problem["errors"]!["from"]![0]!).ShouldBe(OutcomeErrors.WholeMonths.Text.French);
    }

    [Fact]
    public async Task Outcomes_ForOthersThanSupervisors_AreForbidden()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);

        (await api.StaffClient("content-editor", "extranet").GetAsync($"{Outcomes}?programme=tis").ReadProblemAsync(HttpStatusCode.Forbidden))
            .ShouldBe("forbidden");
        (await api.Http.GetAsync($"{Outcomes}?programme=tis").ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }
}
