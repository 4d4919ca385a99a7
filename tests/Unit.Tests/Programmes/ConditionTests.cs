using MobileBackend.Domain.Programmes.Conditions;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

public sealed class ConditionTests
{
    private static readonly Vocabulary Words = new(new Dictionary<string, FactType>
    {
        ["cigarettesPerDay"] = FactType.Number(1, 100),
        ["pregnant"] = FactType.Flag,
        ["weightWorry"] = FactType.Flag,
        ["goal"] = FactType.Choice(["quit", "reduce"]),
        ["triggers"] = FactType.Choices(["coffee", "stress"]),
    });

    [Theory]
    [InlineData("pregnant", true)]
    [InlineData("not pregnant", false)]
    [InlineData("cigarettesPerDay >= 20", true)]
    [InlineData("cigarettesPerDay > 20", false)]
    [InlineData("cigarettesPerDay <= 20 and cigarettesPerDay = 20", true)]
    [InlineData("cigarettesPerDay < 20 or goal = quit", true)]
    [InlineData("triggers has coffee and not triggers has stress", true)]
    [InlineData("goal = reduce or goal = quit and pregnant", true)] // and binds stronger
    [InlineData("(goal = reduce or goal = quit) and not pregnant", false)]
    [InlineData("not (goal = reduce or not pregnant)", true)]
    public void Judge_WhatIsKnown_IsTrueOrFalse(string text, bool holds) => ConditionParser.Parse(text, Words).Judge(new Known()).ShouldBe(holds);

    [Theory]
    [InlineData("weightWorry", null)]
    [InlineData("not weightWorry", null)]
    [InlineData("weightWorry and pregnant", null)]
    [InlineData("weightWorry and not pregnant", false)]
    [InlineData("weightWorry or pregnant", true)]
    [InlineData("weightWorry or not pregnant", null)]
    public void Judge_WhatIsNotKnown_IsNeitherTrueNorFalse(string text, bool? verdict)
    {
        var condition = ConditionParser.Parse(text, Words);
        condition.Judge(new Known()).ShouldBe(verdict);
        condition.Holds(new Known()).ShouldBe(verdict is true);
    }

    [Theory]
    [InlineData("", "a fact was expected")]
    [InlineData("smokes", "'smokes', which this programme does not know")]
    [InlineData("cigarettesPerDay", "a comparison was expected after the number 'cigarettesPerDay'")]
    [InlineData("cigarettesPerDay has 3", "=, <, <=, > or >= was expected after the number 'cigarettesPerDay', not 'has'")]
    [InlineData("cigarettesPerDay > many", "a whole number was expected, not 'many'")]
    [InlineData("cigarettesPerDay > 200", "goes from 1 to 100")]
    [InlineData("goal quit", "'=' was expected after 'goal'")]
    [InlineData("goal = stop", "'stop' is none of the words of 'goal': quit, reduce")]
    [InlineData("triggers = coffee", "'has' was expected after 'triggers'")]
    [InlineData("pregnant weightWorry", "the end or 'and' or 'or' was expected, not 'weightWorry'")]
    [InlineData("(pregnant", "a closing parenthesis was expected")]
    [InlineData("pregnant and", "a fact was expected")]
    [InlineData("pregnant & weightWorry", "not '&'")]
    public void Parse_WhatIsNoCondition_TellsTheAuthorWhy(string text, string problem)
    {
        var told = Should.Throw<ConditionException>(() => ConditionParser.Parse(text, Words)).Problem;

        told.English.ShouldContain(problem);
        told.French.ShouldMatch("^(Dans l|L)a condition|^« ");
    }

    [Fact]
    public void Parse_ParenthesesWithoutEnd_AreRefusedBeforeTheyAreRead() =>
        Should.Throw<ConditionException>(() => ConditionParser.Parse(new string('(', 100_000), Words)).Message.ShouldContain("500");

    [Fact]
    public void Facts_OfACondition_AreEachNamedOnce() =>
        ConditionParser.Parse("triggers has coffee and (pregnant or triggers has stress)", Words).Facts.ShouldBe(["triggers", "pregnant"]);

    /// <summary>Somebody pregnant who smokes 20 a day, wants to quit, and did not say whether their weight worries them.</summary>
    private sealed class Known : IFacts
    {
        public int? NumberOf(string name) => name == "cigarettesPerDay" ? 20 : null;

        public bool? FlagOf(string name) => name == "pregnant" ? true : null;

        public string? ChoiceOf(string name) => name == "goal" ? "quit" : null;

        public IReadOnlyCollection<string>? ChoicesOf(string name) => name == "triggers" ? ["coffee"] : null;
    }
}
