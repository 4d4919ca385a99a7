using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Partners;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Partners;

public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rotate_ActiveKey_BothWorkUntilTheOverlapEnds()
    {
        var old = Issue();

        var next = old.Rotate(ApiKeyId.From(Guid.CreateVersion7(Now)), "other", Now, Now.AddHours(24)).Value;

        next.Scopes.ShouldBe(old.Scopes);
        next.Replaces.ShouldBe(old.Id);
        next.IsActiveAt(Now).ShouldBeTrue();
        old.IsActiveAt(Now.AddHours(23)).ShouldBeTrue();
        old.IsActiveAt(Now.AddHours(24)).ShouldBeFalse();
    }

    [Fact]
    public void Rotate_ReplacedKey_IsRefused()
    {
        var old = Issue();
        old.Rotate(ApiKeyId.From(Guid.CreateVersion7(Now)), "other", Now, Now.AddHours(24));

        old.Rotate(ApiKeyId.From(Guid.CreateVersion7(Now)), "third", Now, Now.AddHours(24)).Error.ShouldBe(ApiKeyErrors.Revoked);
    }

    [Fact]
    public void Revoke_InItsOverlap_EndsAtOnceAndStaysEnded()
    {
        var old = Issue();
        old.Rotate(ApiKeyId.From(Guid.CreateVersion7(Now)), "other", Now, Now.AddHours(24));

        old.Revoke(Now.AddHours(1));
        old.Revoke(Now.AddHours(5));

        old.RevokedAt.ShouldBe(Now.AddHours(1));
    }

    [Theory]
    [InlineData("https://www.example.fr", "https://www.example.fr")]
    [InlineData("HTTPS://WWW.Example.FR/", "https://www.example.fr")]
    [InlineData("https://www.example.fr:443", "https://www.example.fr")]
    [InlineData("https://www.example.fr:8443", "https://www.example.fr:8443")]
    [InlineData("https://santé.example.fr", "https://xn--sant-epa.example.fr")]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("http://127.0.0.1:5173", "http://127.0.0.1:5173")]
    public void WebOrigin_Parse_WritesItAsBrowsersDo(string text, string expected) => WebOrigin.Parse(text).Value.Value.ShouldBe(expected);

    [Theory]
    [InlineData("http://www.example.fr")]
    [InlineData("https://www.example.fr/form")]
    [InlineData("https://www.example.fr?x=1")]
    [InlineData("https://www.example.fr#x")]
    [InlineData("https://user@www.example.fr")]
    [InlineData("https://*.example.fr")]
    [InlineData("www.example.fr")]
    [InlineData("ftp://www.example.fr")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData(null)]
    public void WebOrigin_Parse_RefusesWhatIsNoOrigin(string? text) => WebOrigin.Parse(text).Error.ShouldBe(ApiKeyErrors.Origin);

    private static ApiKey Issue() =>
        ApiKey.Issue(
            ApiKeyId.From(Guid.CreateVersion7(Now)), ApiKeyKind.Secret, "partner", "hash",
            [ApiKeyScopes.CallbacksWrite], [], dailyQuota: 10, daySharePercent: 40, Now);
}
