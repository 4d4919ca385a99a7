using MobileBackend.Domain.CallbackRequests;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Zoé", "Zoé")]
    [InlineData("  Jean-Noël d’Ormesson ", "Jean-Noël d’Ormesson")]
    [InlineData("محمد", "محمد")]
    [InlineData("𠮷田", "𠮷田")]
    public void Parse_NameOfAnyScript_IsKept(string text, string expected)
    {
        PersonName.Parse(text).Value.Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData("nul\0byte")]
    [InlineData("half\ud800")]
    public void Parse_Unreadable_IsRefused(string? text)
    {
        PersonName.Parse(text).Error.ShouldBe(PersonNameErrors.Unreadable);
    }

    [Fact]
    public void Parse_TooLong_IsRefused()
    {
        PersonName.Parse(new string('a', 100)).IsFailure.ShouldBeFalse();
        PersonName.Parse(new string('a', 101)).Error.ShouldBe(PersonNameErrors.Unreadable);
    }

    [Fact]
    public void ToString_Name_IsNeverShown()
    {
        PersonName.Parse("Zoé").Value.ToString().ShouldNotContain("Zoé");
    }
}
