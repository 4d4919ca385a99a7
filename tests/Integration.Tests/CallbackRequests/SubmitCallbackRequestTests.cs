using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CallbackRequests;

public sealed class SubmitCallbackRequestTests
{
    private const string Path = "/api/v1/callback-requests";

    /// <summary>Lets a crowd wait for its turn on a busy machine: what is shown is who gets a place, not that some are asked to come again.</summary>
    private static readonly KeyValuePair<string, string?> Patient = new("LoadShedding:LongestWait", "00:01:00");

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_FromAnApp_ReservesTheSlotAndReachesTheExtranet(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        var device = await api.RegisterDeviceAsync();

        var answer = await device.PostAsJsonAsync(Path, CallbackBodies.Submit("0612345678", ("2026-11-24", "10:00"), ("2026-11-24", "11:00")));

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        answer.Headers.Location!.ToString().ShouldBe($"{Path}/{body["id"]}");
        ((string)body["status"]!).ShouldBe("pending");
        ((string)body["phoneNumber"]!).ShouldEndWith("78");
        ((string)body["phoneNumber"]!).ShouldNotContain("34");
        ((string)body["reservedSlot"]!["startsAt"]!).ShouldBe("2026-11-24T09:00:00Z");
        ((string)body["reservedSlot"]!["start"]!).ShouldBe("10:00");
        body["attempts"]!.AsArray().ShouldBeEmpty();
        body.ContainsKey("followUpToken").ShouldBeFalse("an app comes back with its own credential");

        await extranet.Book.WaitUntilAsync(book => book.MessageCount == 1, TimeSpan.FromSeconds(10));
        var message = extranet.Book.Messages.Single();
        message.Type.ShouldBe("callback.requested");
        message.CallbackId.ToString().ShouldBe((string)body["id"]!);
        var sent = JsonNode.Parse(message.Body)!["callback"]!;
        ((string)sent["phoneNumber"]!).ShouldBe("+33612345678");
        ((string)sent["source"]!["channel"]!).ShouldBe("app");
        ((string)sent["source"]!["name"]!).ShouldBe("tis");
        await Eventually.TrueAsync(async () => (string)(await device.GetAsync($"{Path}/{body["id"]}").ReadAsync(HttpStatusCode.OK))["status"]! == "queued");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_SameNumberTwice_IsRefusedWhileOpenAndTakenAgainOnceClosed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var first = await device.SubmitCallbackAsync("0612345678");

        var code = await (await api.RegisterDeviceAsync()).PostAsJsonAsync(Path, CallbackBodies.Submit("+33 6 12 34 56 78"))
            .ReadProblemAsync(HttpStatusCode.Conflict);
        code.ShouldBe("callback-not-possible");

        await device.PostAsync($"{Path}/{first["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        await device.SubmitCallbackAsync("0612345678");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_SameNumberAtOnce_OnlyOneIsTaken(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => device.PostAsJsonAsync(Path, CallbackBodies.Submit("0612345678"))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(11);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_ManyForOneSlot_NeverOverbooksAndOffersAlternatives(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "5"), Patient]);
        var device = await api.RegisterDeviceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => device.PostAsJsonAsync(Path, CallbackBodies.Submit())));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(5);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.Created).ToList();
        refused.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        var problem = (await refused[0].Content.ReadFromJsonAsync<JsonObject>())!;
        ((string)problem["code"]!).ShouldBe("slot-full");
        problem["alternatives"]!.AsArray().Select(slot => (string)slot!["start"]!).ShouldBeSubsetOf(["09:00", "09:30", "10:30", "11:00", "11:30", "08:30"]);
        var slots = await api.Http.GetAsync("/api/v1/callback-slots?service=tis&from=2026-11-24&days=1").ReadAsync(HttpStatusCode.OK);
        slots["items"]!.AsArray().ShouldNotContain(slot => (string)slot!["start"]! == "10:00");
    }

    [Fact]
    public async Task Submit_ManyForOneSlotAtTwoReplicas_NeverOverbooks()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        KeyValuePair<string, string?>[] settings = [new("Callbacks:SlotCapacity", "6"), Patient];
        await using var one = await ApiHost.StartAsync(database, settings: settings);
        await using var two = await ApiHost.StartAsync(database, settings: settings);
        var device = await one.RegisterDeviceAsync();
        var deviceAtTwo = two.WithBearer(device.DefaultRequestHeaders.Authorization!.Parameter!);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(index =>
            (index % 2 == 0 ? device : deviceAtTwo).PostAsJsonAsync(Path, CallbackBodies.Submit())));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(6);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(54);
    }

    [Fact]
    public async Task Submit_FirstWishFull_ReservesTheSecond()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Callbacks:SlotCapacity", "1")]);
        var device = await api.RegisterDeviceAsync();
        await device.SubmitCallbackAsync(null, ("2026-11-24", "10:00"));

        var second = await device.SubmitCallbackAsync(null, ("2026-11-24", "10:00"), ("2026-11-24", "14:30"));

        ((string)second["reservedSlot"]!["start"]!).ShouldBe("14:30");
    }

    [Fact]
    public async Task Submit_InterpreterNeeded_TellsHowItWorksInEitherLanguage()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit();
        body["interpreterNeeded"] = true;

        var answer = await device.PostAsJsonAsync(Path, body).ReadAsync(HttpStatusCode.Created);

        ((string)answer["interpreter"]!["howItWorks"]!).ShouldContain("interprète");
        device.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var english = await device.GetAsync($"{Path}/{answer["id"]}").ReadAsync(HttpStatusCode.OK);
        ((string)english["interpreter"]!["howItWorks"]!).ShouldContain("sign-language");
    }

    public static TheoryData<string, string, string> Faults { get; } = new()
    {
        { "service", "null", "service" },
        { "firstName", "\"\"", "firstName" },
        { "lastName", "\"a\\u0000b\"", "lastName" },
        { "phoneNumber", "\"39 89\"", "phoneNumber" },
        { "phoneNumber", "\"+44 20 7946 0958\"", "phoneNumber" },
        { "phoneNumber", "\"0899 12 34 56\"", "phoneNumber" },
        { "wishedSlots", "[]", "wishedSlots" },
        { "wishedSlots", "[null]", "wishedSlots[0]" },
        { "wishedSlots", "[{\"date\":\"2026-11-22\",\"start\":\"10:00\"}]", "wishedSlots[0]" },
        { "wishedSlots", "[{\"date\":\"2026-11-24\",\"start\":\"10:00\"},{\"date\":\"2026-11-29\",\"start\":\"10:00\"}]", "wishedSlots[1]" },
        { "wishedSlots", "[{\"date\":\"2027-11-24\",\"start\":\"10:00\"}]", "wishedSlots[0]" },
        { "wishedSlots", "[{\"date\":\"2026-11-24\",\"start\":\"10:00\"},{\"date\":\"2026-11-24\",\"start\":\"10:00\"}]", "wishedSlots" },
        { "wishedSlots", "[{\"date\":\"not a date\",\"start\":\"10:00\"}]", "wishedSlots[0].date" },
        { "consent", "false", "consent" },
        { "consent", "\"yes\"", "consent" },
        { "surprise", "1", "surprise" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Submit_FaultyField_NamesIt(string field, string value, string expected)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit();
        body[field] = JsonNode.Parse(value);

        var problem = await device.PostAsJsonAsync(Path, body).ReadAsync(HttpStatusCode.BadRequest);

        ((string)problem["code"]!).ShouldBe("validation-failed");
        problem["errors"]!.AsObject().ShouldContainKey(expected);
    }

    [Fact]
    public async Task Submit_SeveralFaults_NamesThemAll()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit("39 89");
        body["firstName"] = " ";

        var problem = await device.PostAsJsonAsync(Path, body).ReadAsync(HttpStatusCode.BadRequest);

        ((string)problem["detail"]!).ShouldBe(ValidationErrors.Failed.Text.French);
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["firstName", "phoneNumber"], ignoreOrder: true);
    }
}
