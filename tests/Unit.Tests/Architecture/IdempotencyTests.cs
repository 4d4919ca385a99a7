using Microsoft.AspNetCore.Mvc;
using Planted.Api.V1.Repetitions;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class IdempotencyTests
{
    [Fact]
    public void Actions_MarkedIdempotent_AreThoseThatSendIdempotentCommands()
    {
        var controllers = ThisCode.TypesOf("Api").Where(type => type.IsAssignableTo(typeof(ControllerBase))).ToList();

        controllers.ShouldContain(type => type.Name == "CallbackRequestsController", "the controllers were not found");
        IdempotencyRule.Violations(controllers, ThisCode.TypesOf("Application")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(MarksNothing), "MarksNothing.Sell is [Idempotent] and sends no IIdempotentCommand")]
    [InlineData(typeof(ForgetsTheMark), "ForgetsTheMark.Buy sends BuyAppleCommand, an IIdempotentCommand, and is not [Idempotent]")]
    [InlineData(typeof(ForgetsTheMarkOfABody), "ForgetsTheMarkOfABody.Buy sends BuyAppleCommand, an IIdempotentCommand, and is not [Idempotent]")]
    [InlineData(typeof(ForgetsTheMarkInALambda), "ForgetsTheMarkInALambda.Buy sends BuyAppleCommand, an IIdempotentCommand, and is not [Idempotent]")]
    public void Violations_MarkAndCommandDiffer_NamesTheAction(Type controller, string expected) =>
        IdempotencyRule.Violations([controller], []).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Violations_CommandWithoutAction_NamesTheCommand() =>
        IdempotencyRule.Violations([], [typeof(BuyAppleCommand), typeof(SellAppleCommand)]).ShouldHaveSingleItem()
            .ShouldContain("no [Idempotent] action sends it");

    [Fact]
    public void Violations_MarkedActionSendsIdempotentCommand_None() =>
        IdempotencyRule.Violations([typeof(MarksWhatRepeats)], [typeof(BuyAppleCommand), typeof(SellAppleCommand)]).ShouldBeEmpty();
}
