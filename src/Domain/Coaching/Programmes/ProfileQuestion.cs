using MobileBackend.Domain.Coaching.Conditions;

namespace MobileBackend.Domain.Coaching.Programmes;

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
    /// <summary>What conditions may ask of it; null for free text, which is nobody's business.</summary>
    public FactType? Fact => Kind switch
    {
        QuestionKind.Number => FactType.Number(Minimum, Maximum),
        QuestionKind.Flag => FactType.Flag,
        QuestionKind.Choice => FactType.Choice(Options.Select(option => option.Key)),
        QuestionKind.Choices => FactType.Choices(Options.Select(option => option.Key)),
        _ => null,
    };
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
