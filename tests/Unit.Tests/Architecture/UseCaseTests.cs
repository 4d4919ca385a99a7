using Planted.Application.Apples;
using Planted.Application.Pears;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class UseCaseTests
{
    [Fact]
    public void UseCases_OfEveryFeature_HaveOneHandlerAndCommandsOneValidator()
    {
        var types = ThisCode.TypesOf("Application");

        types.ShouldContain(type => type.Name == "SubmitCallbackRequestCommand", "the commands were not found");
        UseCaseRules.TypeViolations(types).ShouldBeEmpty();
    }

    [Fact]
    public void Files_OfEveryFeature_HoldOneUseCase()
    {
        var files = ThisCode.Sources("src/Application");

        files.ShouldContain(file => file.Path.EndsWith("/SubmitCallbackRequest.cs"), "the files were not found");
        UseCaseRules.FileViolations(files).ShouldBeEmpty();
    }

    [Fact]
    public void TypeViolations_CommandIsComplete_None() =>
        UseCaseRules.TypeViolations([typeof(PickAppleCommand), typeof(PickAppleValidator), typeof(PickAppleHandler)]).ShouldBeEmpty();

    [Theory]
    [InlineData(new[] { typeof(ShakePearCommand), typeof(ShakePearHandler) }, "ShakePearCommand has 0 validators")]
    [InlineData(new[] { typeof(DropPear), typeof(DropPearValidator), typeof(DropPearAgainValidator) }, "DropPear has 2 validators")]
    [InlineData(new[] { typeof(DropPear) }, "DropPear is a command")]
    [InlineData(new[] { typeof(DropPearHandler) }, "DropPearHandler is a handler: make it internal sealed")]
    [InlineData(new[] { typeof(CountApplesQuery) }, "CountApplesQuery has 0 handlers")]
    public void TypeViolations_UseCaseLacksSomething_SaysWhat(Type[] planted, string expected) =>
        UseCaseRules.TypeViolations(planted).ShouldContain(violation => violation.Contains(expected));

    [Theory]
    [InlineData("record PickCommand : ICommand<Result>; record DropCommand : ICommand<Result>;", "PickCommand and DropCommand")]
    [InlineData("record PickCommand : ICommand<Result>; record CountQuery : IQuery<Result>;", "PickCommand and CountQuery")]
    [InlineData("class PickHandler : ICommandHandler<PickCommand, Result> { }", "handles PickCommand")]
    public void FileViolations_MoreOrLessThanOneUseCase_NamesThem(string text, string expected) =>
        UseCaseRules.FileViolations([new SourceFile("Planted.cs", text)]).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void FileViolations_CommandBesideItsHandler_None() =>
        UseCaseRules.FileViolations([new SourceFile(
            "Planted.cs", "record PickCommand : ICommand<Result>; class PickHandler : ICommandHandler<PickCommand, Result> { }")]).ShouldBeEmpty();
}
