using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Definitions;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

public sealed class ProfileAnswersTests
{
    private static readonly QuestionOption[] Moments = [new("coffee", "Le café"), new("stress", "Le stress"), new("party", "La fête")];

    private static readonly IReadOnlyList<ProfileQuestion> Questions =
    [
        new("cigarettesPerDay", QuestionKind.Number, "Combien ?", null, IsRequired: true, 1, 100, []),
        new("pregnant", QuestionKind.Flag, "Enceinte ?", null, IsRequired: false, 0, 0, []),
        new("worst", QuestionKind.Choice, "Le pire ?", null, IsRequired: false, 0, 0, Moments),
        new("triggers", QuestionKind.Choices, "Quand ?", null, IsRequired: false, 0, 2, Moments),
        new("reasons", QuestionKind.Choices, "Pourquoi ?", null, IsRequired: false, 1, 2, Moments),
        new("reward", QuestionKind.Text, "Et après ?", null, IsRequired: false, 0, 20, []),
    ];

    public static TheoryData<string, AnswerInput> Refused => new()
    {
        { "cigarettesPerDay", Number(0) },
        { "cigarettesPerDay", Number(101) },
        { "cigarettesPerDay", Text("12") },
        { "cigarettesPerDay", new AnswerInput.Unusable() },
        { "pregnant", Text("true") },
        { "pregnant", Number(1) },
        { "worst", Text("Coffee") },
        { "worst", Words("coffee") },
        { "triggers", Text("coffee") },
        { "triggers", Words("coffee", "stress", "party") },
        { "triggers", Words("coffee", "coffee") },
        { "triggers", Words("tea") },
        { "reasons", Words() },
        { "reward", Text("  ") },
        { "reward", Text("vingt et un caractères") },
        { "reward", Words("coffee") },
    };

    [Fact]
    public void Parse_AnswersToAllQuestions_KeepsEachInItsKind()
    {
        var answers = Parse(
            ("cigarettesPerDay", Number(12)), ("pregnant", new AnswerInput.Flag(Value: false)), ("worst", Text("stress")),
            ("triggers", Words("stress", "coffee")),
            ("reasons", Words("party")), ("reward", Text(" Un voyage "))).Value;
        answers["cigarettesPerDay"].Number.ShouldBe(12);
        answers["pregnant"].Flag.ShouldBe(false);
        answers["worst"].Words!.Value.ShouldBe(["stress"]);
        answers["triggers"].Words!.Value.ShouldBe(["coffee", "stress"]);
        answers["reasons"].Words!.Value.ShouldBe(["party"]);
        answers["reward"].Text.ShouldBe("Un voyage");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parse_WhatIsNoAnswerToTheQuestion_IsRefusedAtItsField(string key, AnswerInput input)
    {
        (string, AnswerInput)[] given = key == "cigarettesPerDay" ? [(key, input)] : [("cigarettesPerDay", Number(12)), (key, input)];
        Parse(given).Error.ShouldNotBeNull().Field.ShouldBe($"profile.{key}");
    }

    [Fact]
    public void Parse_YesOrNoAnsweredOtherwise_SaysWhatIsExpected() =>
        Parse(("cigarettesPerDay", Number(12)), ("pregnant", Text("oui"))).Error.ShouldBe(ProfileErrors.Flag.At("profile.pregnant"));

    [Fact]
    public void Parse_OptionThatIsNotOffered_SaysWhatIsExpected() =>
        Parse(("cigarettesPerDay", Number(12)), ("worst", Text("tea"))).Error.ShouldBe(ProfileErrors.Choice.At("profile.worst"));

    [Fact]
    public void Parse_NumberOutOfBounds_NamesTheBounds() =>
        Parse(("cigarettesPerDay", Number(500))).Error!.Text.French.ShouldBe("Merci d’indiquer un nombre entier, de 1 à 100.");

    [Fact]
    public void Parse_QuestionThatNobodyAsked_IsRefusedByItsName() =>
        Parse(("cigarettesPerDay", Number(12)), ("shoeSize", Number(42))).Error.ShouldBe(ProfileErrors.UnknownQuestion.At("profile.shoeSize"));

    [Fact]
    public void Parse_QuestionWithAnEndlessName_IsRefusedWithoutQuotingIt() =>
        Parse((new string('x', 60_000), Number(12))).Error.ShouldBe(ProfileErrors.UnknownQuestion.At("profile"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parse_NothingSaid_IsNoAnswer(bool asNull)
    {
        (string, AnswerInput)[] given = asNull
            ? [("cigarettesPerDay", Number(12)), ("pregnant", new AnswerInput.Nothing())]
            : [("cigarettesPerDay", Number(12))];
        Parse(given).Value.Keys.ShouldBe(["cigarettesPerDay"]);
    }

    [Fact]
    public void Parse_RequiredQuestionUnanswered_IsRefusedOnlyWhereAllAreRequired()
    {
        Parse(("pregnant", new AnswerInput.Flag(Value: true))).Error.ShouldBe(ProfileErrors.Missing.At("profile.cigarettesPerDay"));
        Parse(("cigarettesPerDay", new AnswerInput.Nothing())).Error.ShouldBe(ProfileErrors.Missing.At("profile.cigarettesPerDay"));
        ProfileAnswers.Parse(Questions, new Dictionary<string, AnswerInput> { ["pregnant"] = new AnswerInput.Flag(Value: true) }, requireAll: false)
            .Value.Keys.ShouldBe(["pregnant"]);
    }

    [Fact]
    public void Parse_AnythingAtAll_IsRefusedAtAFieldOrWithinTheBoundsOfItsQuestion() => Check.QuickThrowOnFailure(Prop.ForAll(Anything(), given =>
    {
        var outcome = ProfileAnswers.Parse(Questions, given, requireAll: false);
        return outcome.IsFailure
            ? outcome.Error is { Type: ErrorType.Validation, Field: { } field } && field.StartsWith("profile", StringComparison.Ordinal)
            : outcome.Value.All(answer => Questions.Single(question => question.Key == answer.Key) is var question && question.Kind switch
            {
                QuestionKind.Number => answer.Value.Number is >= 1 and <= 100,
                QuestionKind.Flag => answer.Value.Flag is not null,
                QuestionKind.Text => answer.Value.Text is { Length: > 0 and <= 20 },
                _ =>
                    answer.Value.Words is { } words && words.Length <= 2 && words.Length >= question.Minimum
                        && words.All(word => Moments.Any(moment => moment.Key == word)),
            });
    }));

    private static Arbitrary<Dictionary<string, AnswerInput>> Anything()
    {
        var number = Gen.OneOf(Gen.Choose(-5, 105), Gen.Elements(int.MinValue, int.MaxValue));
        var text = Gen.OneOf(
            Gen.Elements("coffee", "stress", "party", "\0", "\ud800", " ", "1"), ArbMap.Default.GeneratorFor<string?>().Select(any => any ?? string.Empty));
        var input = Gen.OneOf(
            number.Select(AnswerInput (value) => new AnswerInput.Number(value)),
            Gen.Elements(true, false).Select(AnswerInput (value) => new AnswerInput.Flag(value)),
            text.Select(AnswerInput (value) => new AnswerInput.Text(value)),
            text.ArrayOf().Select(AnswerInput (values) => new AnswerInput.Words(values)),
            Gen.Elements<AnswerInput>(new AnswerInput.Nothing(), new AnswerInput.Unusable()));
        var key = Gen.Frequency((30, Gen.Elements(Questions.Select(question => question.Key).ToArray())), (1, text));
        return (from keys in key.ArrayOf(4)
                from inputs in input.ArrayOf(4)
                select keys.Zip(inputs).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second)).ToArbitrary();
    }

    private static Result<ImmutableDictionary<string, Answer>> Parse(params (string Key, AnswerInput Input)[] given) =>
        ProfileAnswers.Parse(Questions, given.ToDictionary(pair => pair.Key, pair => pair.Input), requireAll: true);

    private static AnswerInput.Number Number(int value) => new(value);

    private static AnswerInput.Text Text(string value) => new(value);

    private static AnswerInput.Words Words(params string[] values) => new(values);
}
