using System.Net;
using MobileBackend.Simulators.AppCheck;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Proofs;

/// <summary>A bad day of Google's, as people notice it.</summary>
public sealed class AppCheckOutageTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Submit_WhileTheKeysAreAway_IsTreatedAsWithoutAProofAndNever503(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var time = new FixedTimeProvider(ApiHost.Start);
        await using var appCheck = await AppCheckSimulator.StartAsync(clock: time);
        await using var strict = await ApiHost.StartAsync(
            database, settings: ProofStage.Settings(appCheck, ("AppCheck:Routes:callback", "enforce"), ("Challenge:Mode", "observe")), time: time);
        await using var lenient = await ApiHost.StartAsync(database, settings: ProofStage.Settings(appCheck, ("AppCheck:Mode", "observe")), time: time);
        await appCheck.GoDownAsync();
        var device = await strict.RegisterDeviceAsync();
        var atLenient = lenient.WithBearer(device.DefaultRequestHeaders.Authorization!.Parameter!);
        using var counts = strict.CountProofs();

        var refused = await SubmitAsync(device).ReadAsync(HttpStatusCode.Forbidden);
        ((string)refused["code"]!).ShouldBe("proof-required");
        ((string)refused["detail"]!).ShouldContain("39 89");
        await SubmitAsync(atLenient).ReadAsync(HttpStatusCode.Created);
        await SubmitAsync(device, (Solutions.Header, await strict.Http.SolveChallengeAsync())).ReadAsync(HttpStatusCode.Created);
        counts.Take().ShouldBe(["callback app-check keys-unavailable = 2", "callback challenge good = 1", "callback challenge missing = 1"]);

        Task<HttpResponseMessage> SubmitAsync(HttpClient client, params (string, string)[] more) =>
            client.PostWithAsync(ProofStage.Callbacks, CallbackBodies.Submit(), [(ProofStage.AppCheckHeader, appCheck.Mint()), .. more]);
    }

    [Fact]
    public async Task Submit_WhileTheKeysAreWaitedFor_HoldsUpNobodyElse()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var time = new FixedTimeProvider(ApiHost.Start);
        await using var appCheck = await AppCheckSimulator.StartAsync(clock: time);
        await using var api = await ApiHost.StartAsync(
            database, settings: ProofStage.Settings(appCheck, ("AppCheck:Routes:callback", "observe")), time: time);
        var device = await api.RegisterDeviceAsync();
        appCheck.Script.Always(FaultStep.Silence);

        var waiting = device.PostWithAsync(ProofStage.Callbacks, CallbackBodies.Submit(), (ProofStage.AppCheckHeader, appCheck.Mint()));
        await Eventually.TrueAsync(() => Task.FromResult(appCheck.KeyRequests == 1));
        await api.RegisterDeviceAsync();

        waiting.IsCompleted.ShouldBeFalse("it waits before its transaction begins, in which SQLite's one writer would wait with it");
        await waiting.ReadAsync(HttpStatusCode.Created);
    }
}
