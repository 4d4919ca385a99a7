using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Conditions;

namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>Something people are asked: about themselves, in a survey, or in an exercise.</summary>
/// <param name="Key">camelCase; unique where it is asked.</param>
/// <param name="Kind">What an answer is.</param>
/// <param name="Label">The question.</param>
/// <param name="Why">Why it is asked, in words for the person; null where that is plain.</param>
/// <param name="IsRequired">Whether there is no going on without an answer.</param>
/// <param name="Minimum">Least number, or fewest words chosen.</param>
/// <param name="Maximum">Greatest number, most words chosen, or most characters.</param>
/// <param name="Options">The words of a choice, with what the person reads.</param>
public sealed record ProfileQuestion(
    string Key, QuestionKind Kind, string Label, string? Why, bool IsRequired, int Minimum, int Maximum, IReadOnlyList<QuestionOption> Options)
{
    /// <summary>The line of the file it was read from, for its author.</summary>
    public int Line { get; init; }

    /// <summary>What conditions may ask of it; null for free text, which is nobody's business.</summary>
    public FactType? Fact => Kind switch
    {
        QuestionKind.Number => FactType.Number(Minimum, Maximum),
        QuestionKind.Flag => FactType.Flag,
        QuestionKind.Choice => FactType.Choice(Options.Select(option => option.Key)),
        QuestionKind.Choices => FactType.Choices(Options.Select(option => option.Key)),
        _ => null,
    };

    /// <summary>
    /// What was sent, as an answer to this question; of several options, in the order in which they are offered. A refusal names no field yet.
    /// </summary>
    public Result<Answer> Parse(AnswerInput input) => Kind switch
    {
        QuestionKind.Number => input is AnswerInput.Number { Value: var number } && number >= Minimum && number <= Maximum
            ? new Answer(Number: number)
            : ProfileErrors.Number(Minimum, Maximum),
        QuestionKind.Flag => input is AnswerInput.Flag { Value: var flag } ? new Answer(Flag: flag) : ProfileErrors.Flag,
        QuestionKind.Choice => input is AnswerInput.Text { Value: var word } && Offers(word) ? new Answer(Words: [word]) : ProfileErrors.Choice,
        QuestionKind.Choices => input is AnswerInput.Words { Values: var words } && IsSelection(words)
            ? new Answer(Words: [.. Options.Select(option => option.Key).Where(words.Contains)])
            : ProfileErrors.Choices(Minimum, Maximum),
        _ => input is AnswerInput.Text { Value: var text } && text.Trim() is { Length: > 0 } own && own.Length <= Maximum
            ? new Answer(Text: own)
            : ProfileErrors.Text(Maximum),
    };

    /// <summary>Whether what was answered once, perhaps to another version of this question, can be an answer to it.</summary>
    public bool Takes(Answer answer) => Kind switch
    {
        QuestionKind.Number => answer.Number >= Minimum && answer.Number <= Maximum,
        QuestionKind.Flag => answer.Flag is not null,
        QuestionKind.Choice => answer.Words is [var word] && Offers(word),
        QuestionKind.Choices => answer.Words is { } words && IsSelection(words),
        _ => answer.Text is { } text && text.Length <= Maximum,
    };

    private bool Offers(string word) => Options.Any(option => option.Key == word);

    private bool IsSelection(IReadOnlyList<string> words) =>
        words.Count >= Minimum && words.Count <= Maximum && words.All(Offers) && words.Distinct(StringComparer.Ordinal).Count() == words.Count;
}

public enum QuestionKind
{
    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Any of the options.</summary>
    Choices,

    /// <summary>The person's own words.</summary>
    Text,
}

/// <summary>A possible answer.</summary>
/// <param name="Key">kebab-case; what is stored and asked about.</param>
/// <param name="Label">What the person reads.</param>
public sealed record QuestionOption(string Key, string Label);
