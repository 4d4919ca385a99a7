using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MobileBackend.Application.Proofs;
using MobileBackend.Infrastructure.Proofs;
using MobileBackend.Infrastructure.Security;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Proofs;

public sealed class ChallengesTests
{
    private static readonly RingKey First = Key("first", 1);
    private static readonly RingKey Second = Key("second", 2);

    private readonly FakeTimeProvider _time = new(ApiHost.Start);

    [Fact]
    public void Issue_Challenge_CanBeSolvedForWhatItIsFor()
    {
        var challenges = Of(First);
        var challenge = challenges.Issue(ProofFlow.Callback);
        var solution = Solve(challenge);

        challenge.Maxnumber.ShouldBe(500);
        challenge.Salt.ShouldEndWith($"?expires={ApiHost.Start.AddMinutes(10).ToUnixTimeSeconds()}&for=callback&");
        challenges.Judge([solution], ProofFlow.Callback).ShouldBe(
            new JudgedSolution(ProofOutcome.Good, challenge.Signature, ApiHost.Start.AddMinutes(10)));
        challenges.Judge([solution], ProofFlow.Registration).Outcome.ShouldBe(ProofOutcome.WrongFlow);
        challenges.Judge([solution, solution], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.Malformed, "which of them?");
        challenges.Judge([], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.Missing);
        challenges.Judge([string.Empty], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.Missing);
        challenges.Judge(["rubbish"], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.Malformed);
    }

    /// <summary>The clock of the replica that judges, against that of the one that made it.</summary>
    [Theory]
    [InlineData(-600, nameof(ProofOutcome.Good))]
    [InlineData(599, nameof(ProofOutcome.Good))]
    [InlineData(600, nameof(ProofOutcome.Expired))]
    [InlineData(3600, nameof(ProofOutcome.Expired))]
    public void Judge_ByTheClock_TakesItUntilItsEnd(int seconds, string outcome)
    {
        var solution = Solve(Of(First).Issue(ProofFlow.Callback));
        var other = Of(new FakeTimeProvider(ApiHost.Start.AddSeconds(seconds)), First);

        other.Judge([solution], ProofFlow.Callback).Outcome.ToString().ShouldBe(outcome);
    }

    [Fact]
    public void Judge_AfterTheSigningKeyWasRotated_SolutionsOfBothKeysHold()
    {
        var before = Solve(Of(First).Issue(ProofFlow.Callback));
        var after = Solve(Of(Second, First).Issue(ProofFlow.Callback));

        Of(Second, First).Judge([before], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.Good);
        Of(First, Second).Judge([after], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.Good);
        Of(Second).Judge([before], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.BadSignature, "its key has left the ring");
    }

    [Fact]
    public void Judge_SignedByTheRingsOwnKey_IsRefused()
    {
        var challenge = Of(First).Issue(ProofFlow.Callback);
        var byRing = challenge with { Signature = AltchaV1.SignatureOf(challenge.Challenge, First.Bytes) };

        Of(First).Judge([Solve(byRing)], ProofFlow.Callback).Outcome.ShouldBe(ProofOutcome.BadSignature, "tokens of devices have a key of their own");
    }

    [Fact]
    public void Judge_SaltWithoutItsEnd_IsRefusedThoughItIsSigned()
    {
        var challenge = Of(First).Issue(ProofFlow.Callback);
        var solution = JsonNode.Parse(Convert.FromBase64String(Solve(challenge)))!;
        var number = (string)solution["number"]!.ToString();
        solution["salt"] = challenge.Salt + number[0];
        solution["number"] = number.Length == 1 ? 0 : int.Parse(number[1..]);

        var outcome = Of(First).Judge([Solutions.Encode(solution)], ProofFlow.Callback).Outcome;

        // One digit leaves nothing to move on, and a rest that begins with 0 is another text: both are seen by the hash.
        outcome.ShouldBe(number.Length == 1 || number[1] == '0' ? ProofOutcome.WrongNumber : ProofOutcome.Malformed);
    }

    private static string Solve(ChallengeResponse challenge) => Solutions.Solve(new JsonObject
    {
        ["algorithm"] = challenge.Algorithm,
        ["challenge"] = challenge.Challenge,
        ["salt"] = challenge.Salt,
        ["maxnumber"] = challenge.Maxnumber,
        ["signature"] = challenge.Signature,
    });

    private static Challenges Of(TimeProvider time, params RingKey[] signing) => new(
        new KeyRings(new KeyRing([First]), new KeyRing(signing), new byte[KeyRing.KeyLength], null),
        Options.Create(new ProofOptions { Challenge = new ChallengeOptions { MaxNumber = 500 } }),
        time);

    private static RingKey Key(string id, byte value)
    {
        var bytes = new byte[KeyRing.KeyLength];
        Array.Fill(bytes, value);
        return new RingKey(id, bytes);
    }

    private Challenges Of(params RingKey[] signing) => Of(_time, signing);
}
