using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Integration.Tests.Contract;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;
using static MobileBackend.Integration.Tests.Enrolments.EnrolmentCalls;

namespace MobileBackend.Integration.Tests.Enrolments;

public sealed class EnrolTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Enrol_ToQuit_BeginsTodayWithADayThatIsPlanned(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();

        var answer = await device.PostEnrolmentAsync(Body().With("quitDate", "2026-12-01"));
        var enrolment = await Task.FromResult(answer).ReadAsync(HttpStatusCode.Created);

        answer.Headers.Location!.OriginalString.ShouldBe($"/api/v1/enrolments/{enrolment["id"]}");
        ((string)enrolment["status"]!).ShouldBe("active");
        ((string)enrolment["enrolledOn"]!).ShouldBe("2026-11-23");
        ((string)enrolment["quitDate"]!).ShouldBe("2026-12-01");
        ((int)enrolment["dayNumber"]!).ShouldBe(-8);
        ((string)enrolment["phase"]!["key"]!).ShouldBe("preparation");
        ((int)enrolment["profile"]!["cigarettesPerDay"]!).ShouldBe(10);
        enrolment["profile"]!["triggers"]!.AsArray().Select(word => (string)word!).ShouldBe(["coffee", "stress"]);
        (await device.ReadEnrolmentAsync(enrolment)).ToJsonString().ShouldBe(enrolment.ToJsonString());
        (await device.GetAsync(Route).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);

        var today = await device.TodayAsync(enrolment);
        ((string)today["date"]!).ShouldBe("2026-11-23");
        var activities = today["activities"]!.AsArray();
        activities.Count.ShouldBeGreaterThan(0);
        activities.ShouldAllBe(activity => !string.IsNullOrWhiteSpace((string)activity!["why"]!) && (string)activity["offeredOn"]! == "2026-11-23");

        // Who enrols at 9:00 with 8:30 as their time has the app in hand: the first message is there at once.
        (await device.CoachingMessagesAsync())[^1]["title"]!.ToString().ShouldBe(activities[0]!["title"]!.ToString());
    }

    [Fact]
    public async Task Enrol_ToQuitWithoutADate_ProposesOneWithTimeToPrepare()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();

        ((string)(await device.EnrolAsync())["quitDate"]!).ShouldBe("2026-12-03");
        var jeanne = await device.EnrolAsync(Body(programme: "jeanne"));
        ((string)jeanne["quitDate"]!).ShouldBe("2026-11-30");
        (await device.TodayAsync(jeanne))["activities"]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("reduce", "observation")]
    [InlineData("explore", "exploration")]
    public async Task Enrol_ForAnotherGoal_CountsFromTheEnrolment(string goal, string phase)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();

        var enrolment = await device.EnrolAsync(Body(goal));

        enrolment["quitDate"].ShouldBeNull();
        ((int)enrolment["dayNumber"]!).ShouldBe(0);
        ((string)enrolment["phase"]!["key"]!).ShouldBe(phase);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Enrol_Twice_IsRefusedForTheSameProgrammeOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();

        // At once, so that all of them look before any of them is there.
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => device.PostEnrolmentAsync()));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("already-enrolled");
        }

        api.Time.Advance(TimeSpan.FromSeconds(1));
        await device.EnrolAsync(Body(programme: "jeanne"));
        (await device.GetAsync(Route).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(item => (string)item!["programme"]!).ShouldBe(["tis", "jeanne"]);
    }

    [Theory]
    [InlineData("programme", "\"nobody\"", "programme")]
    [InlineData("programme", "null", "programme")]
    [InlineData("goal", "null", "goal")]
    [InlineData("atLeast15", "false", "atLeast15")]
    [InlineData("healthDataConsent", "false", "healthDataConsent")]
    [InlineData("messaging", """{ "frequency": "daily", "preferredTime": "23:00" }""", "messaging.preferredTime")]
    [InlineData("quitDate", "\"2016-11-23\"", "quitDate")]
    [InlineData("quitDate", "\"2027-11-23\"", "quitDate")]
    [InlineData("quitDate", "\"9999-12-31\"", "quitDate")]
    [InlineData("profile", "{}", "profile.cigarettesPerDay")]
    [InlineData("profile", """{ "cigarettesPerDay": 200 }""", "profile.cigarettesPerDay")]
    [InlineData("profile", """{ "cigarettesPerDay": "ten" }""", "profile.cigarettesPerDay")]
    [InlineData("profile", """{ "cigarettesPerDay": 10, "triggers": ["the-moon"] }""", "profile.triggers")]
    [InlineData("profile", """{ "cigarettesPerDay": 10, "shoeSize": 42 }""", "profile.shoeSize")]
    public async Task Enrol_WithWhatCannotBe_IsRefusedAtTheField(string member, string value, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();

        var problem = await device.PostEnrolmentAsync(Body().With(member, JsonNode.Parse(value))).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
        (await device.GetAsync(Route).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Enrol_InNoProgramme_SaysSo()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();

        var problem = await device.PostEnrolmentAsync(Body().With("programme", "nobody")).ReadAsync(HttpStatusCode.BadRequest);

        ((string)problem["errors"]!["programme"]![0]!).ShouldBe(EnrolmentErrors.UnknownProgramme.Text.French);
    }

    [Theory]
    [InlineData("reduce", "tis", "quitDate")]
    [InlineData("explore", "jeanne", "goal")]
    public async Task Enrol_WithAGoalThatDoesNotFit_IsRefusedAtTheField(string goal, string programme, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();

        var problem = await device.PostEnrolmentAsync(Body(goal, programme).With("quitDate", "2026-12-01")).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Read_SomebodyElses_IsNotFoundForEveryCall()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var owner = await api.RegisterDeviceAsync();
        var enrolment = await owner.EnrolAsync();
        var stranger = await api.RegisterDeviceAsync();

        // Each call as the contract shows it.
        var contract = await PublishedContract.ReadAsync(api);
        var calls = contract.Operations.Where(operation => operation.Path.StartsWith($"{Route}/{{id}}", StringComparison.Ordinal)).ToList();
        calls.Count.ShouldBeGreaterThan(15);
        foreach (var call in calls)
        {
            var path = call.Path.Replace("{id}", (string)enrolment["id"]!, StringComparison.Ordinal)
                .Replace("{cravingId}", (string)enrolment["id"]!, StringComparison.Ordinal).Replace("{activityKey}", "anything", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(call.Method), path);
            request.Content = call.Node["requestBody"] is null ? null : JsonContent.Create(call.Example());

            (await stranger.SendAsync(request).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found", $"{call.Method} {call.Path}");
        }

        (await owner.ReadEnrolmentAsync(enrolment)).ToJsonString().ShouldBe(enrolment.ToJsonString());
    }
}
