using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Infrastructure.Security;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Security;

public sealed class DeviceTokensTests
{
    private const string Audience = "mobile-backend-devices";

    private static readonly RingKey First = Key("first", 1);
    private static readonly RingKey Second = Key("second", 2);
    private static readonly DeviceIdentity Device = new(DeviceId.From(new Guid("01938000-0000-7000-8000-000000000001")), "tis");

    private readonly FakeTimeProvider _time = new(ApiHost.Start.AddMilliseconds(250));

    [Fact]
    public async Task Verify_OwnToken_NamesTheDeviceForFifteenMinutes()
    {
        var tokens = Tokens(First);
        var issued = tokens.Issue(Device);

        issued.ExpiresAt.ShouldBe(ApiHost.Start.AddMinutes(15));
        (await tokens.VerifyAsync(issued.Value)).ShouldBe(Device);
        _time.SetUtcNow(issued.ExpiresAt.AddMilliseconds(-1));
        (await tokens.VerifyAsync(issued.Value)).ShouldBe(Device);
        _time.SetUtcNow(issued.ExpiresAt);
        (await tokens.VerifyAsync(issued.Value)).ShouldBeNull();
    }

    [Fact]
    public async Task Verify_AfterTheSigningKeyWasRotated_TokensOfBothKeysHold()
    {
        var before = Tokens(First).Issue(Device).Value;
        var rotated = Tokens(Second, First);
        var after = rotated.Issue(Device).Value;

        new JsonWebToken(after).Kid.ShouldBe("second");
        (await rotated.VerifyAsync(before)).ShouldBe(Device);
        (await rotated.VerifyAsync(after)).ShouldBe(Device);
        (await Tokens(Second).VerifyAsync(before)).ShouldBeNull("its key has left the ring");
        (await Tokens(First, Second).VerifyAsync(after)).ShouldBe(Device, "a replica that has the new key but does not sign with it yet");
    }

    [Fact]
    public async Task Verify_ForgedTokens_AreRefused()
    {
        var tokens = Tokens(First);
        var good = tokens.Issue(Device).Value.Split('.');
        var forged = new Dictionary<string, string>
        {
            ["signed by another key under a known id"] = Sign(Key("first", 9), IDeviceTokens.Issuer, Audience),
            ["signed by a key that is not known"] = Sign(Key("unknown", 9), IDeviceTokens.Issuer, Audience),
            ["of another issuer"] = Sign(First, "someone-else", Audience),
            ["for another audience"] = Sign(First, IDeviceTokens.Issuer, "someone-else"),
            ["signed by another algorithm"] = Sign(First, IDeviceTokens.Issuer, Audience, SecurityAlgorithms.HmacSha512),
            ["without an end"] = Sign(First, IDeviceTokens.Issuer, Audience, lives: false),
            ["unsigned"] = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{good[1]}.",
            ["unsigned, with the old signature"] = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"first"}""")}.{good[1]}.{good[2]}",
            ["with another body"] =
                $"{good[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(good[1]).Replace("tis", "bad", StringComparison.Ordinal))}.{good[2]}",
            ["without its signature"] = $"{good[0]}.{good[1]}.",
            ["that is no token"] = "a.b.c",
            ["empty"] = "",
        };

        (await tokens.VerifyAsync(Sign(First, IDeviceTokens.Issuer, Audience))).ShouldBe(Device, "the forgeries differ from this one by one thing each");
        foreach (var (how, token) in forged)
        {
            (await tokens.VerifyAsync(token)).ShouldBeNull($"a token {how}");
        }
    }

    private static RingKey Key(string id, byte fill)
    {
        var bytes = new byte[KeyRing.KeyLength];
        bytes.AsSpan().Fill(fill);
        return new RingKey(id, bytes);
    }

    private static string Sign(RingKey key, string issuer, string audience, string algorithm = SecurityAlgorithms.HmacSha256, bool lives = true) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = lives ? ApiHost.Start.AddMinutes(5).UtcDateTime : null,
            Claims = new Dictionary<string, object> { ["sub"] = Device.DeviceId.ToString(), ["app"] = Device.App },
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(algorithm == SecurityAlgorithms.HmacSha512 ? [.. key.Bytes, .. key.Bytes] : key.Bytes) { KeyId = key.Id }, algorithm),
        });

    private DeviceTokens Tokens(params RingKey[] signing)
    {
        var ring = new KeyRing(signing);
        return new DeviceTokens(new KeyRings(ring, ring, First.Bytes, null), _time);
    }
}
