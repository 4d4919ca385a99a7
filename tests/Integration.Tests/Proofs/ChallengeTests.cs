using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Integration.Tests.Jobs;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Proofs;

public sealed class ChallengeTests
{
    private const string Challenges = "/api/v1/challenges";
    private const string Site = "https://www.example.fr";

    private static readonly (string Key, string Value) Enforced = ("Challenge:Routes:callback", "enforce");

    [Fact]
    public async Task Get_Challenge_IsWhatTheWidgetReadsAndIsNeverKept()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);

        using var answer = await api.Http.GetAsync($"{Challenges}?for=callback");
        var challenge = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        answer.Headers.Contains("ETag").ShouldBeFalse();
        answer.Headers.Contains("RateLimit").ShouldBeTrue("limited per address as other public reads are");
        challenge.Select(member => member.Key).ShouldBe(["algorithm", "challenge", "salt", "maxnumber", "signature"]);
        ((string)challenge["algorithm"]!).ShouldBe("SHA-256");
        ((int)challenge["maxnumber"]!).ShouldBe(50_000);
        ((string)challenge["salt"]!).ShouldEndWith($"?expires={ApiHost.Start.AddMinutes(10).ToUnixTimeSeconds()}&for=callback&");
        ((string)(await api.Http.GetAsync($"{Challenges}?for=callback").ReadAsync(HttpStatusCode.OK))["challenge"]!)
            .ShouldNotBe((string)challenge["challenge"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?for=")]
    [InlineData("?for=Callback")]
    [InlineData("?for=questions")]
    [InlineData("?for=callback&for=callback")]
    public async Task Get_ForNothingKnown_NamesTheField(string query)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);

        var problem = await api.Http.GetAsync(Challenges + query).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().ShouldContainKey("for");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_SameSolutionTwice_IsTakenOnce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: ProofStage.Settings(null, Enforced));
        using var counts = api.CountProofs();
        var device = await api.RegisterDeviceAsync();
        var solution = await api.Http.SolveChallengeAsync();

        await SubmitAsync(device, solution).ReadAsync(HttpStatusCode.Created);
        (await SubmitAsync(device, solution).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("proof-required");

        counts.Take().ShouldBe(["callback challenge good = 1", "callback challenge used = 1"]);
    }

    [Fact]
    public async Task Submit_SameSolutionOnTwoReplicasAtOnce_IsTakenOnce()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var settings = ProofStage.Settings(null, Enforced).Append(new("LoadShedding:LongestWait", "00:01:00")).ToList();
        await using var one = await ApiHost.StartAsync(database, settings: settings);
        await using var two = await ApiHost.StartAsync(database, settings: settings);
        var device = await one.RegisterDeviceAsync();
        var deviceAtTwo = two.WithBearer(device.DefaultRequestHeaders.Authorization!.Parameter!);

        for (var round = 0; round < 5; round++)
        {
            var solution = await (round % 2 == 0 ? one : two).Http.SolveChallengeAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => SubmitAsync(index % 2 == 0 ? device : deviceAtTwo, solution)));

            answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(11);
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_RefusedForAnotherCause_LeavesTheSolutionUsable(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var settings = ProofStage.Settings(null, Enforced).Where(setting => setting.Key != "Callbacks:SlotCapacity");
        await using var api = await ApiHost.StartAsync(database, settings: [.. settings, new("Callbacks:SlotCapacity", "1")]);
        var device = await api.RegisterDeviceAsync();
        await SubmitAsync(device, await api.Http.SolveChallengeAsync()).ReadAsync(HttpStatusCode.Created);
        var solution = await api.Http.SolveChallengeAsync();

        (await SubmitAsync(device, solution).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("slot-full");
        (await SubmitAsync(device, solution, CallbackBodies.Submit("39 89")).ReadProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("validation-failed");
        (await api.UsedChallengesAsync()).ShouldBe(1);

        await SubmitAsync(device, solution, CallbackBodies.Submit(null, ("2026-11-24", "14:00"))).ReadAsync(HttpStatusCode.Created);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_RepeatedUnderItsIdempotencyKey_GetsTheStoredAnswerWithoutAFreshProof(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: ProofStage.Settings(null, Enforced));
        var device = await api.RegisterDeviceAsync();
        var (solution, body) = (await api.Http.SolveChallengeAsync(), CallbackBodies.Submit());
        var first = await device.PostWithAsync(ProofStage.Callbacks, body, (Solutions.Header, solution), ("Idempotency-Key", "once"))
            .ReadAsync(HttpStatusCode.Created);

        var same = await device.PostWithAsync(ProofStage.Callbacks, body, (Solutions.Header, solution), ("Idempotency-Key", "once"));
        same.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        ((string)(await Task.FromResult(same).ReadAsync(HttpStatusCode.Created))["id"]!).ShouldBe((string)first["id"]!);
        var without = await device.PostWithAsync(ProofStage.Callbacks, body, ("Idempotency-Key", "once")).ReadAsync(HttpStatusCode.Created);
        ((string)without["id"]!).ShouldBe((string)first["id"]!);
        (await api.UsedChallengesAsync()).ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_LateOrForSomethingElse_IsRefused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: ProofStage.Settings(null, Enforced));
        using var counts = api.CountProofs();
        var device = await api.RegisterDeviceAsync();
        var (solution, last) = (await api.Http.SolveChallengeAsync(), await api.Http.SolveChallengeAsync());

        await RefuseAsync(await api.Http.SolveChallengeAsync("registration"), "wrong-flow");
        await RefuseAsync(solution, "malformed", solution);
        api.Time.Advance(TimeSpan.FromSeconds(599));
        await SubmitAsync(device, last).ReadAsync(HttpStatusCode.Created);
        counts.Take();
        api.Time.Advance(TimeSpan.FromSeconds(1));
        await RefuseAsync(solution, "expired");
        api.Time.Now = ApiHost.Start.AddHours(1);
        device = await api.RegisterDeviceAsync();
        await RefuseAsync(solution, "expired");

        async Task RefuseAsync(string sent, string outcome, params string[] more)
        {
            var headers = more.Prepend(sent).Select(each => (Solutions.Header, each)).ToArray();
            (await device.PostWithAsync(ProofStage.Callbacks, CallbackBodies.Submit(), headers).ReadProblemAsync(HttpStatusCode.Forbidden))
                .ShouldBe("proof-required");
            counts.Take().ShouldBe([$"callback challenge {outcome} = 1"]);
        }
    }

    /// <summary>A replica whose clock is ten minutes behind that of the one which removes what has ended.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Retention_OfUsedChallenges_LeavesNoneToBeUsedAgainByAClockThatIsBehind(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: ProofStage.Settings(null, Enforced));
        var device = await api.RegisterDeviceAsync();
        var solution = await api.Http.SolveChallengeAsync();
        await SubmitAsync(device, solution).ReadAsync(HttpStatusCode.Created);

        api.Time.Now = ApiHost.Start.AddMinutes(20);
        (await api.ApplyRetentionAsync()).Of("used_challenges").ShouldBe(0);
        api.Time.Now = ApiHost.Start.AddMinutes(5);
        await SubmitAsync(device, solution).ReadProblemAsync(HttpStatusCode.Forbidden);

        api.Time.Now = ApiHost.Start.AddMinutes(70).AddSeconds(1);
        (await api.PreviewRetentionAsync()).Of("used_challenges").ShouldBe(1);
        (await api.ApplyRetentionAsync()).Of("used_challenges").ShouldBe(1);
        (await api.UsedChallengesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Cors_OfASitesForm_LetsItSendASolution()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: ProofStage.Settings(null, Enforced));
        var site = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("publishable", "callbacks:write", Site));
        site.DefaultRequestHeaders.Add("Origin", Site);
        var preflight = new HttpRequestMessage(HttpMethod.Options, ProofStage.Callbacks);
        preflight.Headers.Add("Origin", Site);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,x-api-key,x-challenge-solution");

        using var allowed = await api.Http.SendAsync(preflight);
        allowed.Headers.GetValues("Access-Control-Allow-Headers").ShouldHaveSingleItem().ShouldContain("x-challenge-solution", Case.Insensitive);
        using var challenge = await site.GetAsync($"{Challenges}?for=callback");
        challenge.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Site]);

        await SubmitAsync(site, Solutions.Solve((await challenge.Content.ReadFromJsonAsync<JsonObject>())!)).ReadAsync(HttpStatusCode.Created);
    }

    private static Task<HttpResponseMessage> SubmitAsync(HttpClient client, string solution, JsonObject? body = null) =>
        client.PostWithAsync(ProofStage.Callbacks, body ?? CallbackBodies.Submit(), (Solutions.Header, solution));
}
