using System.Security.Cryptography;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Security;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Security;

public sealed class PersonalDataSealerTests
{
    private static readonly RingKey Old = new("old", RandomNumberGenerator.GetBytes(32));
    private static readonly RingKey New = new("new", RandomNumberGenerator.GetBytes(32));
    private static readonly Guid Row = Guid.Parse("01980000-0000-7000-8000-000000000001");
    private static readonly Guid OtherRow = Guid.Parse("01980000-0000-7000-8000-000000000002");

    [Theory]
    [InlineData("")]
    [InlineData("Zoé Ünïcode 𠮷")]
    public void Open_SameColumnAndRow_ReturnsTheText(string text)
    {
        var sealer = Sealer(Old);

        sealer.Open("table:column", Row, sealer.Seal("table:column", Row, text)).ShouldBe(text);
    }

    [Fact]
    public void Open_CopiedToAnotherPlace_Fails()
    {
        var sealer = Sealer(Old);
        var text = sealer.Seal("table:column", Row, "secret");

        Should.Throw<CryptographicException>(() => sealer.Open("table:column", OtherRow, text));
        Should.Throw<CryptographicException>(() => sealer.Open("table:other", Row, text));
    }

    [Fact]
    public void Open_AnyByteChanged_Fails()
    {
        var sealer = Sealer(Old);
        var text = sealer.Seal("t:c", Row, "secret").Value;
        var changed = text[..^2] + (text[^2] == 'A' ? 'B' : 'A') + text[^1];

        Should.Throw<CryptographicException>(() => sealer.Open("t:c", Row, new SealedText(changed)));
    }

    [Fact]
    public void Open_AfterRotation_StillOpensOldTextsAndMarksThemStale()
    {
        var text = Sealer(Old).Seal("t:c", Row, "secret");
        var rotated = Sealer(New, Old);

        rotated.Open("t:c", Row, text).ShouldBe("secret");
        rotated.IsStale(text).ShouldBeTrue();
        rotated.IsStale(rotated.Seal("t:c", Row, "secret")).ShouldBeFalse();
    }

    [Fact]
    public void Open_KeyGone_Fails()
    {
        var text = Sealer(Old).Seal("t:c", Row, "secret");

        Should.Throw<CryptographicException>(() => Sealer(New).Open("t:c", Row, text));
    }

    [Fact]
    public void Seal_Twice_NeverGivesTheSameText()
    {
        var sealer = Sealer(Old);

        sealer.Seal("t:c", Row, "secret").ShouldNotBe(sealer.Seal("t:c", Row, "secret"));
        sealer.Seal("t:c", Row, "secret").ToString().ShouldBe("(sealed)");
    }

    private static PersonalDataSealer Sealer(params RingKey[] keys) => new(new KeyRings(new KeyRing(keys), new KeyRing(keys), keys[0].Bytes, null));
}
