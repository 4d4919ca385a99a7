using MobileBackend.Domain.Enrolments.Benefits;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

public sealed class SavingsGoalTests
{
    public static TheoryData<string> WrongLabels => ["", "  ", "Un vélo\nrouge", new string('a', 61)];

    [Theory]
    [InlineData("  Un vélo ", 25_000, "Un vélo")]
    [InlineData("É", 100, "É")]
    [InlineData("Partir", 10_000_000, "Partir")]
    public void Parse_LabelAndAmount_AreKept(string label, int cents, string kept)
    {
        var goal = SavingsGoal.Parse(label, cents).Value;
        (goal.Label, goal.Cents).ShouldBe((kept, cents));
        goal.ToString().ShouldNotContain(kept);
    }

    [Fact]
    public void Parse_SixtyCharacters_AreKept() => SavingsGoal.Parse(new string('a', 60), 100).Value.Label.Length.ShouldBe(60);

    [Theory]
    [InlineData(null)]
    [MemberData(nameof(WrongLabels))]
    public void Parse_LabelThatIsNone_IsRefused(string? label) => SavingsGoal.Parse(label, 1000).Error.ShouldBe(BenefitErrors.SavingsGoalLabel);

    [Theory]
    [InlineData(null)]
    [InlineData(-5)]
    [InlineData(99)]
    [InlineData(10_000_001)]
    public void Parse_AmountOutOfRange_IsRefused(int? cents) => SavingsGoal.Parse("Un vélo", cents).Error.ShouldBe(BenefitErrors.SavingsGoalCents);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-10, 0)]
    [InlineData(150, 50)]
    [InlineData(299, 99)] // 100 would promise what is not there yet
    [InlineData(300, 100)]
    [InlineData(long.MaxValue, 100)]
    public void PercentReached_Savings_IsOfTheWhole(long saved, int percent) =>
        SavingsGoal.Parse("Un vélo", 300).Value.PercentReached(saved).ShouldBe(percent);
}
