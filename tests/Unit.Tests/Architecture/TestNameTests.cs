using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class TestNameTests
{
    [Fact]
    public void Tests_OfEveryProject_SayWhatTheyShowAndRun()
    {
        var tests = ThisCode.Sources("tests");

        tests.ShouldContain(file => file.Path.EndsWith("/PhoneNumberTests.cs"), "the tests were not found");
        TestNameRule.Violations(tests).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("    [Fact]\n    public void Apples() => Eat();", "call Apples Subject_Condition_Outcome")]
    [InlineData("    [Theory]\n    [InlineData(1)]\n    public async Task Apples_AreEaten(int count)", "call Apples_AreEaten Subject_Condition_Outcome")]
    public void Violations_NotInThreeParts_NamesTheTest(string text, string expected) =>
        TestNameRule.Violations([new SourceFile("Planted.cs", text)]).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Violations_TestIsSkipped_SaysWhere() =>
        TestNameRule.Violations([new SourceFile("Planted.cs", "    [Fact(Skip = \"later\")]\n    public void Apple_Ripe_IsEaten() => Eat();")])
            .ShouldHaveSingleItem().ShouldContain("Skip = \"later\"");

    [Fact]
    public void Violations_OneInTenIsCalledOtherwise_None()
    {
        var tests = Enumerable.Range(0, 9).Select(number => $"    [Fact]\n    public void Apple_Number{number}_IsEaten() => Eat();\n")
            .Append("    [Fact]\n    public void Apples() => Eat();");

        TestNameRule.Violations([new SourceFile("Planted.cs", string.Concat(tests))]).ShouldBeEmpty();
    }
}
