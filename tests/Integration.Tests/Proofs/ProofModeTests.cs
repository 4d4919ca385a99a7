using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Proofs;
using MobileBackend.Simulators.AppCheck;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Proofs;

/// <summary>What each mode makes of each proof, for each caller.</summary>
public sealed class ProofModeTests
{
    private const string Site = "https://www.example.fr";

    public static TheoryData<DatabaseKind, string, string> Modes { get; } = new()
    {
        { DatabaseKind.Sqlite, "off", "off" }, { DatabaseKind.PostgreSql, "off", "off" },
        { DatabaseKind.Sqlite, "observe", "observe" }, { DatabaseKind.PostgreSql, "observe", "observe" },
        { DatabaseKind.Sqlite, "enforce", "enforce" }, { DatabaseKind.PostgreSql, "enforce", "enforce" },
        { DatabaseKind.Sqlite, "enforce", "off" }, { DatabaseKind.PostgreSql, "off", "enforce" },
        { DatabaseKind.PostgreSql, "enforce", "observe" }, { DatabaseKind.Sqlite, "observe", "enforce" },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Callback_EachProofOfEachCaller_IsTreatedAsTheModesSay(DatabaseKind kind, string appCheckMode, string challengeMode)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var time = new FixedTimeProvider(ApiHost.Start);
        await using var appCheck = await AppCheckSimulator.StartAsync(clock: time);
        var settings = ProofStage.Settings(appCheck, ("AppCheck:Routes:callback", appCheckMode), ("Challenge:Routes:callback", challengeMode));
        await using var api = await ApiHost.StartAsync(database, settings: settings, time: time);
        using var counts = api.CountProofs();
        var callers = new Dictionary<string, HttpClient>
        {
            ["device"] = await api.RegisterDeviceAsync(),
            ["publishable"] = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("publishable", "callbacks:write", Site)),
            ["secret"] = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write")),
        };
        callers["publishable"].DefaultRequestHeaders.Add("Origin", Site);
        var (looksAtApp, looksAtChallenge) = (appCheckMode != "off", challengeMode != "off");
        var isEnforced = appCheckMode == "enforce" || challengeMode == "enforce";

        foreach (var (name, caller) in callers)
        {
            var isServer = name == "secret";
            await ExpectAsync("none", !isEnforced, []);
            await ExpectAsync("app", !isEnforced || looksAtApp, [(ProofStage.AppCheckHeader, appCheck.Mint())]);
            await ExpectAsync("challenge", !isEnforced || looksAtChallenge, [(Solutions.Header, await api.Http.SolveChallengeAsync())]);
            await ExpectAsync(
                "bad ones", !isEnforced, [(ProofStage.AppCheckHeader, appCheck.Mint(claims => claims["sub"] = "1:2:web:3")), (Solutions.Header, "rubbish")]);

            var told = counts.Take();
            told.ShouldBe(
                isServer ? [] : [.. Told("app-check", looksAtApp, "unlisted-app"), .. Told("challenge", looksAtChallenge, "malformed")],
                ignoreOrder: true, customMessage: name);

            async Task ExpectAsync(string proof, bool isTaken, (string, string)[] headers)
            {
                using var answer = await caller.PostWithAsync(ProofStage.Callbacks, CallbackBodies.Submit(), headers);
                var body = await answer.Content.ReadAsStringAsync();
                answer.StatusCode.ShouldBe(isTaken || isServer ? HttpStatusCode.Created : HttpStatusCode.Forbidden, $"{name} with {proof}: {body}");
                if (!answer.IsSuccessStatusCode)
                {
                    ((string)JsonNode.Parse(body)!["code"]!).ShouldBe("proof-required");
                }
            }
        }

        (await api.UsedChallengesAsync()).ShouldBe(looksAtChallenge ? 2 : 0, "that of a server is not looked at");

        // Four requests each; where a token was good, its solution is not looked at.
        IEnumerable<string> Told(string proof, bool isLookedAt, string bad) => !isLookedAt ? [] :
        [
            $"callback {proof} good = 1",
            $"callback {proof} missing = {(proof == "challenge" && looksAtApp ? 1 : 2)}",
            $"callback {proof} {bad} = 1",
        ];
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Registration_WhereItIsEnforced_TakesEitherProof(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var time = new FixedTimeProvider(ApiHost.Start);
        await using var appCheck = await AppCheckSimulator.StartAsync(clock: time);
        var settings = ProofStage.Settings(appCheck, ("AppCheck:Mode", "enforce"), ("Challenge:Mode", "observe"), ("AppCheck:Routes:callback", "off"));
        await using var api = await ApiHost.StartAsync(database, settings: settings, time: time);
        var body = JsonNode.Parse("""{ "app": "tis", "platform": "android", "locale": "fr-FR", "timeZone": "Europe/Paris" }""")!;

        var refused = await api.Http.PostAsJsonAsync(ProofStage.Devices, body).ReadAsync(HttpStatusCode.Forbidden);
        ((string)refused["code"]!).ShouldBe(ProofErrors.Required.Code);
        ((string)refused["detail"]!).ShouldBe(ProofErrors.Required.Text.French);
        ((string)refused["type"]!).ShouldBe("/problems/proof-required");
        (await api.Http.PostWithAsync(ProofStage.Devices, body, (Solutions.Header, await api.Http.SolveChallengeAsync("callback")))
            .ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("proof-required", "a challenge for something else");
        await api.Http.PostWithAsync(ProofStage.Devices, body, (Solutions.Header, await api.Http.SolveChallengeAsync("registration")))
            .ReadAsync(HttpStatusCode.Created);
        var device = await api.Http.PostWithAsync(ProofStage.Devices, body, (ProofStage.AppCheckHeader, appCheck.Mint())).ReadAsync(HttpStatusCode.Created);

        var callback = api.WithBearer((string)device["accessToken"]!);
        await callback.SubmitCallbackAsync();
    }

    [Fact]
    public async Task Use_SeveralProofs_TakesTheStrongestAndLeavesTheOther()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var time = new FixedTimeProvider(ApiHost.Start);
        await using var appCheck = await AppCheckSimulator.StartAsync(clock: time);
        var settings = ProofStage.Settings(appCheck, ("AppCheck:Mode", "observe"), ("Challenge:Mode", "observe"));
        await using var api = await ApiHost.StartAsync(database, settings: settings, time: time);
        var solution = await api.Http.SolveChallengeAsync();

        (await UseAsync((ProofStage.AppCheckHeader, appCheck.Mint()), (Solutions.Header, solution))).ShouldBe(CallerProof.App);
        (await api.UsedChallengesAsync()).ShouldBe(0, "the solution was not needed");
        (await UseAsync((ProofStage.AppCheckHeader, "rubbish"), (Solutions.Header, solution))).ShouldBe(CallerProof.Challenge);
        (await UseAsync((Solutions.Header, solution))).ShouldBe(CallerProof.None, "it is used up");
        (await UseAsync()).ShouldBe(CallerProof.None);

        // As a request would bring them, without one.
        async Task<CallerProof> UseAsync(params (string Name, string Value)[] headers)
        {
            await using var scope = api.CreateScope();
            var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            foreach (var (name, value) in headers)
            {
                http.Request.Headers[name] = value;
            }

            api.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
            try
            {
                var (work, proofs) = (scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), scope.ServiceProvider.GetRequiredService<ICallerProofs>());
                return (await work.RunAsync<Result<CallerProof>>(token => proofs.UseAsync(ProofFlow.Callback, token), CancellationToken.None)).Value;
            }
            finally
            {
                api.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = null;
            }
        }
    }

    [Fact]
    public async Task Use_WithoutATransaction_IsABug()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: ProofStage.Settings(null, ("Challenge:Mode", "observe")));
        var solution = await api.Http.SolveChallengeAsync();
        await using var scope = api.CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Headers[Solutions.Header] = solution;
        api.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = http;

        await Should.ThrowAsync<InvalidOperationException>(
            () => scope.ServiceProvider.GetRequiredService<ICallerProofs>().UseAsync(ProofFlow.Callback, CancellationToken.None));
    }

    [Fact]
    public async Task Start_WithAppCheckButWithoutItsProject_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var refusal = await Should.ThrowAsync<OptionsValidationException>(
            () => ApiHost.StartAsync(database, settings: ProofStage.Settings(null, ("AppCheck:Mode", "enforce"))));

        refusal.Message.ShouldContain("Proof:AppCheck:ProjectNumber");
    }
}
