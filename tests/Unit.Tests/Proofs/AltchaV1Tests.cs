using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.Infrastructure.Proofs;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Proofs;

/// <summary>The protocol against a vector that npm's altcha-lib made and verifies.</summary>
public sealed class AltchaV1Tests
{
    private const string Salt = "0123456789abcdef01234567?expires=4070908800&";
    private const string Challenge = "fc0b383cb23c350f3736b0cf9bae028876ce5d3668e00f7079c1731eb303e1d5";
    private const string Signature = "bd0d0bf7c7a5af34d8040d2081006648ab99b8b7024381002e874974393786c0";
    private const int MaxNumber = 50_000;

    private static readonly byte[] Key = "test-key"u8.ToArray();

    private static readonly AltchaSolution Solution = new()
    {
        Algorithm = AltchaV1.Algorithm,
        Challenge = Challenge,
        Number = 1234,
        Salt = Salt,
        Signature = Signature,
    };

    [Fact]
    public void Verify_VectorOfTheLibrary_IsGood()
    {
        AltchaV1.ChallengeOf(Salt, 1234).ShouldBe(Challenge);
        AltchaV1.SignatureOf(Challenge, Key).ShouldBe(Signature);

        AltchaV1.Verify(Solution, MaxNumber, [Key]).ShouldBe(ProofOutcome.Good);
        AltchaV1.Verify(Solution, 1234, ["another"u8.ToArray(), Key]).ShouldBe(ProofOutcome.Good, "any key of the ring, the largest number");
        AltchaV1.ReadSalt(Salt)!.ExpiresAt.ShouldBe(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Verify_WhatIsNotTheVector_SaysWhy()
    {
        AltchaV1.Verify(Solution, MaxNumber, ["another"u8.ToArray()]).ShouldBe(ProofOutcome.BadSignature);
        AltchaV1.Verify(Solution with { Signature = Signature.ToUpperInvariant() }, MaxNumber, [Key]).ShouldBe(ProofOutcome.BadSignature, "a second text");
        AltchaV1.Verify(Solution with { Signature = string.Empty }, MaxNumber, [Key]).ShouldBe(ProofOutcome.BadSignature);
        AltchaV1.Verify(Solution with { Number = 1235 }, MaxNumber, [Key]).ShouldBe(ProofOutcome.WrongNumber);
        AltchaV1.Verify(Solution, 1233, [Key]).ShouldBe(ProofOutcome.WrongNumber, "larger than any that we hide");
        AltchaV1.Verify(Solution with { Salt = Salt.Replace("4070908800", "4070908801", StringComparison.Ordinal) }, MaxNumber, [Key])
            .ShouldBe(ProofOutcome.WrongNumber, "the salt is protected through the hash");
        var below = AltchaV1.ChallengeOf(Salt, -5);
        AltchaV1.Verify(Solution with { Number = -5, Challenge = below, Signature = AltchaV1.SignatureOf(below, Key) }, MaxNumber, [Key])
            .ShouldBe(ProofOutcome.WrongNumber);
    }

    [Theory]
    [InlineData("0123456789abcdef01234567?expires=4070908800&1", 234)]
    [InlineData("0123456789abcdef01234567?expires=4070908800&12", 34)]
    public void ReadSalt_DigitsOfTheNumberMovedIntoIt_IsRefusedThoughTheHashHolds(string spliced, int rest)
    {
        AltchaV1.Verify(Solution with { Salt = spliced, Number = rest }, MaxNumber, [Key]).ShouldBe(ProofOutcome.Good, "the hash is over the same text");

        AltchaV1.ReadSalt(spliced).ShouldBeNull();
    }

    [Fact]
    public void ReadSalt_OldFormWithoutItsEnd_CouldBeGivenALongerLifeAndIsRefused()
    {
        const string Open = "0123456789abcdef01234567?expires=1000000000";
        const string Longer = Open + "12";
        AltchaV1.ChallengeOf(Open, 1234).ShouldBe(AltchaV1.ChallengeOf(Longer, 34), "this is CVE-2025-68113");

        AltchaV1.ReadSalt(Open).ShouldBeNull();
        AltchaV1.ReadSalt(Longer).ShouldBeNull();
        AltchaV1.ReadSalt(Open + "&").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("0123?for=callback&")]
    [InlineData("0123?expires=&for=callback&")]
    [InlineData("0123?expires=-1&")]
    [InlineData("0123?expires=1e9&")]
    [InlineData("0123?expires=99999999999999999999&")]
    [InlineData("0123?expires=999999999999&")]
    [InlineData("0123?expires=1000000000&expires=4070908800&")]
    [InlineData("0123?expires=4070908800&&")]
    [InlineData("0123?&")]
    [InlineData("0123&")]
    [InlineData("?")]
    [InlineData("")]
    public void ReadSalt_WithoutOneClearEnd_IsRefused(string salt) => AltchaV1.ReadSalt(salt).ShouldBeNull();

    [Fact]
    public void Read_WhatAWidgetSends_IsRead()
    {
        AltchaV1.Read(Payload(_ => { })).ShouldBe(Solution);
        AltchaV1.Read(Payload(solution => solution["took"] = 512)).ShouldBe(Solution, "how long it took is told too");
    }

    [Fact]
    public void Read_WhatIsNoSolution_IsRefused()
    {
        var faulty = new Dictionary<string, string>
        {
            ["no base64"] = "not base64!",
            ["empty"] = string.Empty,
            ["no JSON"] = Convert.ToBase64String("{"u8.ToArray()),
            ["null"] = Convert.ToBase64String("null"u8.ToArray()),
            ["a list"] = Convert.ToBase64String("[]"u8.ToArray()),
            ["another algorithm"] = Payload(solution => solution["algorithm"] = "SHA-1"),
            ["no algorithm"] = Payload(solution => solution.Remove("algorithm")),
            ["a number as text"] = Payload(solution => solution["number"] = "1234"),
            ["a fraction"] = Payload(solution => solution["number"] = 1234.5),
            ["a number beyond all bounds"] = Payload(solution => solution["number"] = 4_294_967_296 + 1234),
            ["a null"] = Payload(solution => solution["challenge"] = null),
            ["a null salt"] = Payload(solution => solution["salt"] = null),
            ["a member twice"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Json(_ => { }).Insert(1, "\"number\":1,"))),
            ["half of a surrogate pair"] = Convert.ToBase64String(
                Encoding.UTF8.GetBytes(Json(_ => { }).Replace("SHA-256", @"\ud800", StringComparison.Ordinal))),
            ["too long"] = Payload(solution => solution["took"] = new string('1', 2000)),
        };

        faulty.ShouldAllBe(each => AltchaV1.Read(each.Value) == null);
    }

    [Fact]
    public void NewSalt_EachTime_IsFreshAndClosed()
    {
        var salts = Enumerable.Range(0, 100).Select(_ => AltchaV1.NewSalt(DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000), "callback")).ToList();

        salts.Distinct().Count().ShouldBe(100);
        salts.ShouldAllBe(salt => salt.EndsWith("?expires=1700000000&for=callback&"));
        AltchaV1.ReadSalt(salts[0]).ShouldBe(new SaltParameters(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "callback"));
    }

    private static string Payload(Action<JsonObject> change) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Json(change)));

    private static string Json(Action<JsonObject> change)
    {
        var solution = new JsonObject
        {
            ["algorithm"] = AltchaV1.Algorithm,
            ["challenge"] = Challenge,
            ["number"] = 1234,
            ["salt"] = Salt,
            ["signature"] = Signature,
        };
        change(solution);
        return Encoding.UTF8.GetString(Convert.FromBase64String(Solutions.Encode(solution)));
    }
}
