using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MobileBackend.Infrastructure.Proofs;
using MobileBackend.Simulators.AppCheck;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Proofs;

/// <summary>Tokens and keys as they may come, judged over real HTTP by the clock of the test.</summary>
public sealed class AppCheckTokensTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(ApiHost.Start);
    private AppCheckSimulator _appCheck = null!;
    private ServiceProvider _services = null!;

    private AppCheckTokens Tokens => _services.GetRequiredService<AppCheckTokens>();

    public async ValueTask InitializeAsync()
    {
        _appCheck = await AppCheckSimulator.StartAsync(clock: _time);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(ProofStage.Settings(_appCheck, ("AppCheck:Mode", "enforce"))).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<TimeProvider>(_time);
        services.AddProofs(settings);
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _appCheck.DisposeAsync();
    }

    [Fact]
    public async Task Judge_GoodToken_IsGoodForAsLongAsItLasts()
    {
        var token = _appCheck.Mint();

        (await JudgeAsync(token)).ShouldBe(ProofOutcome.Good);
        _time.Advance(TimeSpan.FromSeconds(3629));
        (await JudgeAsync(token)).ShouldBe(ProofOutcome.Good, "our clock may be 30 seconds ahead");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await JudgeAsync(token)).ShouldBe(ProofOutcome.Expired);
    }

    [Fact]
    public async Task Judge_ClockTenMinutesBehind_StillTakesIt()
    {
        var token = _appCheck.Mint(claims => (claims["iat"], claims["exp"]) = (Seconds(600), Seconds(4200)));

        (await JudgeAsync(token)).ShouldBe(ProofOutcome.Good);
    }

    public static TheoryData<string> Forged { get; } = [.. Variants.Keys];

    private static Dictionary<string, (Func<AppCheckSimulator, string> Make, ProofOutcome Outcome)> Variants => new()
    {
        ["empty"] = (_ => string.Empty, ProofOutcome.Missing),
        ["no token"] = (_ => "rubbish", ProofOutcome.Malformed),
        ["two of them in one"] = (google => $"{google.Mint()}, {google.Mint()}", ProofOutcome.Malformed),
        ["three empty parts"] = (_ => "..", ProofOutcome.Malformed),
        ["lists where objects should be"] = (_ => $"{Base64Url.EncodeToString("[]"u8)}.{Base64Url.EncodeToString("[]"u8)}.", ProofOutcome.Malformed),
        ["five parts"] = (google => google.Mint() + ".a.b", ProofOutcome.Malformed),
        ["over 4 kB"] = (google => google.Mint(claims => claims["x"] = new string('x', 4096)), ProofOutcome.Malformed),
        ["alg none"] = (google => Cut(google.Mint(header: header => header["alg"] = "none")), ProofOutcome.WrongAlgorithm),
        ["alg HS256 by the public key"] = (
            google => Hs256(google.Mint(header: header => header["alg"] = "HS256"), google.PublicKey()), ProofOutcome.WrongAlgorithm),
        ["alg ES256"] = (google => google.Mint(header: header => header["alg"] = "ES256"), ProofOutcome.WrongAlgorithm),
        ["alg RS512"] = (google => google.Mint(header: header => header["alg"] = "RS512"), ProofOutcome.WrongAlgorithm),
        ["no alg"] = (google => google.Mint(header: header => header.Remove("alg")), ProofOutcome.Malformed),
        ["unsigned RS256"] = (google => Cut(google.Mint()), ProofOutcome.BadSignature),
        ["aud as text"] = (google => google.Mint(claims => claims["aud"] = "projects/123456789012"), ProofOutcome.WrongAudience),
        ["aud missing"] = (google => google.Mint(claims => claims.Remove("aud")), ProofOutcome.WrongAudience),
        ["aud empty"] = (google => google.Mint(claims => claims["aud"] = new JsonArray()), ProofOutcome.WrongAudience),
        ["aud of another project"] = (google => google.Mint(claims => claims["aud"] = new JsonArray("projects/999999999999")), ProofOutcome.WrongAudience),
        ["iss of another host"] = (
            google => google.Mint(claims => claims["iss"] = "https://firebaseappcheck.example.org/123456789012"), ProofOutcome.WrongIssuer),
        ["iss with a longer host"] = (
            google => google.Mint(claims => claims["iss"] = "https://firebaseappcheck.googleapis.com.evil.example/123456789012"), ProofOutcome.WrongIssuer),
        ["iss of another project"] = (
            google => google.Mint(claims => claims["iss"] = "https://firebaseappcheck.googleapis.com/1234567890123"), ProofOutcome.WrongIssuer),
        ["iss missing"] = (google => google.Mint(claims => claims.Remove("iss")), ProofOutcome.Malformed),
        ["sub empty"] = (google => google.Mint(claims => claims["sub"] = string.Empty), ProofOutcome.UnlistedApp),
        ["sub a number"] = (google => google.Mint(claims => claims["sub"] = 7), ProofOutcome.Malformed),
        ["another app of the project"] = (google => google.Mint(claims => claims["sub"] = google.AppId + "0"), ProofOutcome.UnlistedApp),
        ["expired"] = (google => google.Mint(claims => claims["exp"] = Seconds(-30)), ProofOutcome.Expired),
        ["exp missing"] = (google => google.Mint(claims => claims.Remove("exp")), ProofOutcome.Malformed),
        ["exp beyond all time"] = (google => google.Mint(claims => claims["exp"] = long.MaxValue), ProofOutcome.Malformed),
        ["another key under the same id"] = (google => google.Mint(signedBy: RSA.Create(2048)), ProofOutcome.BadSignature),
        ["unknown key id"] = (google => google.Mint(header: header => header["kid"] = "other"), ProofOutcome.UnknownKey),
        ["no key id"] = (google => google.Mint(header: header => header.Remove("kid")), ProofOutcome.UnknownKey),
        ["another payload"] = (google => Swap(google.Mint(), google.Mint(claims => claims["jti"] = "other")), ProofOutcome.BadSignature),
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task Judge_WhatIsNoGoodToken_SaysWhy(string variant)
    {
        var (make, outcome) = Variants[variant];

        (await JudgeAsync(make(_appCheck))).ShouldBe(outcome);
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good, "a good one is not the worse for it");
    }

    [Fact]
    public async Task Judge_HeaderMissingOrGivenTwice_IsNoProof()
    {
        (await Tokens.JudgeAsync([], Cancellation)).ShouldBe(ProofOutcome.Missing);
        (await Tokens.JudgeAsync([_appCheck.Mint(), _appCheck.Mint()], Cancellation)).ShouldBe(ProofOutcome.Malformed);
        _appCheck.KeyRequests.ShouldBe(0);
    }

    [Fact]
    public async Task Keys_ManyRequestsAtOnce_AreFetchedOnce()
    {
        _appCheck.Script.Next(FaultStep.Slow(TimeSpan.FromMilliseconds(1)));
        var tokens = Enumerable.Range(0, 50).Select(_ => _appCheck.Mint()).ToList();

        var judging = Task.WhenAll(tokens.Select(token => Task.Run(() => JudgeAsync(token))));
        await Eventually.TrueAsync(() => Task.FromResult(_appCheck.KeyRequests == 1));
        await AdvanceUntilAsync(judging, TimeSpan.FromMilliseconds(1));

        (await judging).ShouldAllBe(outcome => outcome == ProofOutcome.Good);
        _appCheck.KeyRequests.ShouldBe(1);
    }

    [Fact]
    public async Task Keys_UnknownId_AreFetchedAgainOnceAMinuteAtMost()
    {
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good);
        for (var second = 0; second < 60; second++)
        {
            (await JudgeAsync(_appCheck.Mint(header: header => header["kid"] = $"made-up-{second}"))).ShouldBe(ProofOutcome.UnknownKey);
            _time.Advance(TimeSpan.FromMilliseconds(999));
        }

        _appCheck.KeyRequests.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        (await JudgeAsync(_appCheck.Mint(header: header => header["kid"] = "made-up"))).ShouldBe(ProofOutcome.UnknownKey);
        _appCheck.KeyRequests.ShouldBe(2);
        await JudgeAsync(_appCheck.Mint(claims => claims["aud"] = new JsonArray("projects/1"), header => header["kid"] = "made-up"));
        _time.Advance(TimeSpan.FromMinutes(1));
        await JudgeAsync(_appCheck.Mint(claims => claims["aud"] = new JsonArray("projects/1"), header => header["kid"] = "made-up"));
        _appCheck.KeyRequests.ShouldBe(2, "what is not for us at all makes us fetch nothing");
    }

    [Fact]
    public async Task Keys_Rotated_AreTakenWithTheFirstTokenOfTheNewOne()
    {
        var former = _appCheck.Mint();
        (await JudgeAsync(former)).ShouldBe(ProofOutcome.Good);
        _time.Advance(TimeSpan.FromMinutes(1));
        _appCheck.RotateKey();

        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good);
        (await JudgeAsync(former)).ShouldBe(ProofOutcome.Good);
        _appCheck.RotateKey(keepFormer: false);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good);
        (await JudgeAsync(former)).ShouldBe(ProofOutcome.UnknownKey, "a key that Google took back");
    }

    [Fact]
    public async Task Keys_AwayAtStartAndForADay_CountAsNoProofAndComeBackByThemselves()
    {
        await _appCheck.GoDownAsync();
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.KeysUnavailable);
        for (var hour = 0; hour < 24; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.KeysUnavailable);
        }

        await _appCheck.ComeBackAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(async () => await JudgeAsync(_appCheck.Mint()) == ProofOutcome.Good);

        // The other way round: those of before are used for six hours, and no longer.
        await _appCheck.GoDownAsync();
        for (var hour = 0; hour < 6; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good, $"{hour + 1} hours old");
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.KeysUnavailable);
    }

    [Fact]
    public async Task Keys_AnHourOld_AreAskedForAgainWithoutAnyoneWaiting()
    {
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good);
        _time.Advance(TimeSpan.FromMinutes(61));
        _appCheck.Script.Next(FaultStep.Silence);

        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good);

        await Eventually.TrueAsync(() => Task.FromResult(_appCheck.KeyRequests == 2));
    }

    public static TheoryData<string> Answers { get; } = [.. FaultyAnswers.Keys];

    private static Dictionary<string, FaultStep> FaultyAnswers => new()
    {
        ["endless"] = FaultStep.Answer(200).WithBodyOf(int.MaxValue),
        ["redirect"] = FaultStep.Redirect("/v1/jwks"),
        ["error"] = FaultStep.Answer(503),
        ["page"] = FaultStep.Html(200),
        ["cut"] = FaultStep.CutBeforeStoring,
        ["no keys"] = FaultStep.Answer(200).WithBody("""{ "keys": [] }""", "application/json"),
        ["nulls"] = FaultStep.Answer(200).WithBody("""{ "keys": [null, {}, { "kty": null }] }""", "application/json"),
        ["null"] = FaultStep.Answer(200).WithBody("null", "application/json"),
        ["short key"] = FaultStep.Answer(200).WithBody("""{ "keys": [{ "kty": "RSA", "kid": "a", "n": "AQAB", "e": "AQAB" }] }""", "application/json"),
        ["no base64"] = FaultStep.Answer(200).WithBody("""{ "keys": [{ "kty": "RSA", "kid": "a", "n": "!", "e": "AQAB" }] }""", "application/json"),
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Keys_FaultyAnswer_IsNoProofAndKeepsThoseOfBefore(string answer)
    {
        _appCheck.Script.Next(FaultyAnswers[answer]);
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.KeysUnavailable);
        _appCheck.KeyRequests.ShouldBe(1, "a redirect is not followed");
        _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(async () => await JudgeAsync(_appCheck.Mint()) == ProofOutcome.Good);

        _time.Advance(TimeSpan.FromMinutes(1));
        _appCheck.Script.Next(FaultyAnswers[answer]);
        (await JudgeAsync(_appCheck.Mint(header: header => header["kid"] = "made-up"))).ShouldBe(ProofOutcome.UnknownKey);
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.Good);
    }

    [Fact]
    public async Task Keys_NeverAnswered_HoldARequestForSecondsAndOnlyTheFirst()
    {
        _appCheck.Script.Always(FaultStep.Silence);
        var judging = JudgeAsync(_appCheck.Mint());
        await Eventually.TrueAsync(() => Task.FromResult(_appCheck.KeyRequests == 1));
        judging.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(3));
        (await judging).ShouldBe(ProofOutcome.KeysUnavailable);

        // The clock stands: whoever waited would wait for ever.
        _time.Advance(TimeSpan.FromMinutes(1));
        (await JudgeAsync(_appCheck.Mint())).ShouldBe(ProofOutcome.KeysUnavailable);
        await Eventually.TrueAsync(() => Task.FromResult(_appCheck.KeyRequests == 2));
    }

    [Fact]
    public async Task Judge_CallerWhoGoesAway_DoesNotEndTheFetchOfTheOthers()
    {
        var hold = _appCheck.Script.Next(FaultStep.Slow(TimeSpan.FromSeconds(1)));
        using var gone = new CancellationTokenSource();
        var first = Tokens.JudgeAsync([_appCheck.Mint()], gone.Token);
        var second = JudgeAsync(_appCheck.Mint());
        await Eventually.TrueAsync(() => Task.FromResult(hold.Taken == 1));

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        await AdvanceUntilAsync(second, TimeSpan.FromSeconds(1));

        (await second).ShouldBe(ProofOutcome.Good);
        _appCheck.KeyRequests.ShouldBe(1);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static long Seconds(int fromStart) => ApiHost.Start.ToUnixTimeSeconds() + fromStart;

    private static string Cut(string token) => token[..(token.LastIndexOf('.') + 1)];

    private static string Swap(string token, string other) => $"{other[..other.LastIndexOf('.')]}{token[token.LastIndexOf('.')..]}";

    private static string Hs256(string token, byte[] secret)
    {
        var signed = token[..token.LastIndexOf('.')];
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    private Task<ProofOutcome> JudgeAsync(string token) => Tokens.JudgeAsync([token], Cancellation);

    /// <summary>The simulator's waits go by the same clock, and begin at some moment.</summary>
    private async Task AdvanceUntilAsync(Task done, TimeSpan step)
    {
        for (var tries = 0; tries < 2 && !done.IsCompleted; tries++)
        {
            await Task.Delay(200, Cancellation);
            _time.Advance(step);
        }

        await done.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }
}
