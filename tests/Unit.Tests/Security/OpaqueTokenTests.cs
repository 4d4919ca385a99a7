using MobileBackend.Application.Common.Security;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Security;

public sealed class OpaqueTokenTests
{
    private static readonly Guid Id = Guid.Parse("01980000-0000-7000-8000-000000000001");

    [Fact]
    public void TryParse_OwnToken_FindsTheRowAndTheHash()
    {
        var (token, hash) = OpaqueToken.Create("sk", Id);

        OpaqueToken.TryParse("sk", token, out var id, out var presented).ShouldBeTrue();
        id.ShouldBe(Id);
        OpaqueToken.Matches(hash, presented).ShouldBeTrue();
        token.ShouldNotContain(hash);
    }

    [Fact]
    public void TryParse_AnyCharacterChanged_IsRefused()
    {
        var (token, _) = OpaqueToken.Create("sk", Id);

        for (var index = 0; index < token.Length; index++)
        {
            var changed = token[..index] + (token[index] == 'a' ? 'b' : 'a') + token[(index + 1)..];
            OpaqueToken.TryParse("sk", changed, out _, out _).ShouldBeFalse($"position {index}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sk_")]
    [InlineData("pk_0198000000007000800000000000000_")]
    public void TryParse_Other_IsRefused(string? token)
    {
        OpaqueToken.TryParse("sk", token, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryParse_OtherPrefix_IsRefused()
    {
        OpaqueToken.TryParse("pk", OpaqueToken.Create("sk", Id).Token, out _, out _).ShouldBeFalse();
    }
}
