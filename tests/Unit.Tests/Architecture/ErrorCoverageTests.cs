using MobileBackend.Domain.Common;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class ErrorCoverageTests
{
    private static readonly DeclaredError Rotten = new(
        "PlantedErrors.Rotten", Error.Conflict("apple-rotten", "Cette pomme est gâtée.", "This apple is rotten."));
    private static readonly DeclaredError Unripe = new("PlantedErrors.Unripe", Error.Invalid("Cette pomme est verte.", "This apple is unripe."));

    [Fact]
    public void Errors_OfEveryLayer_AreExercisedByATest()
    {
        var errors = ErrorCoverage.Find(ThisCode.TypesOf(ThisCode.Layers));
        var tests = ThisCode.Sources("tests/Unit.Tests", "tests/Integration.Tests")
            .Where(file => !file.Path.StartsWith("tests/Unit.Tests/Architecture/", StringComparison.Ordinal));

        errors.ShouldContain(error => error.Member == "CallbackRequestErrors.SlotFull", "the errors were not found");
        ErrorCoverage.Violations(errors, tests).ShouldBeEmpty();
    }

    [Fact]
    public void Find_StaticPropertiesAndFields_AreFound() =>
        ErrorCoverage.Find([typeof(PlantedErrors)]).Select(error => error.Member).ShouldBe(["PlantedErrors.Rotten", "PlantedErrors.Unripe"], ignoreOrder: true);

    [Theory]
    [InlineData("")]
    [InlineData("// shows \"apple-rotten\" and PlantedErrors.Rotten")]
    [InlineData("code.ShouldBe(\"apple-rotten-inside\"); PlantedErrors.RottenInside;")]
    public void Violations_CodeIsInNoTest_NamesIt(string test) =>
        ErrorCoverage.Violations([Rotten], [new SourceFile("Planted.cs", test)]).ShouldHaveSingleItem().ShouldStartWith("PlantedErrors.Rotten (apple-rotten)");

    [Theory]
    [InlineData("")]
    [InlineData("code.ShouldBe(\"validation-failed\");")]
    public void Violations_ValidationErrorIsInNoTest_NamesIt(string test) =>
        ErrorCoverage.Violations([Unripe], [new SourceFile("Planted.cs", test)]).ShouldHaveSingleItem().ShouldStartWith("PlantedErrors.Unripe");

    [Theory]
    [InlineData("code.ShouldBe(\"apple-rotten\"); message.ShouldBe(\"This apple is unripe.\");")]
    [InlineData("error.ShouldBe(PlantedErrors.Rotten); error.ShouldBe(PlantedErrors.Unripe);")]
    public void Violations_EachIsInATest_None(string test) => ErrorCoverage.Violations([Rotten, Unripe], [new SourceFile("Planted.cs", test)]).ShouldBeEmpty();

    [Fact]
    public void Violations_TwoErrorsShareACode_NamesBoth() =>
        ErrorCoverage.Violations([Rotten, Rotten with { Member = "PlantedErrors.Bruised" }], [new SourceFile("Planted.cs", "\"apple-rotten\"")])
            .ShouldHaveSingleItem().ShouldContain("PlantedErrors.Rotten and PlantedErrors.Bruised");

    private static class PlantedErrors
    {
        public static readonly Error Unripe = ErrorCoverageTests.Unripe.Error;

        public static Error Rotten { get; } = ErrorCoverageTests.Rotten.Error;
    }
}
