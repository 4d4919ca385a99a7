namespace MobileBackend.Domain.Programmes.Conditions;

/// <summary>What kind of answer a fact about a person is.</summary>
public enum FactKind
{
    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One word of a list.</summary>
    Choice,

    /// <summary>Any words of a list.</summary>
    Choices,
}

/// <summary>A fact that conditions may ask about.</summary>
/// <param name="Kind">What it can hold.</param>
/// <param name="Minimum">Least number; 0 for other kinds.</param>
/// <param name="Maximum">Greatest number; 0 for other kinds.</param>
/// <param name="Words">The words of a choice; empty for other kinds.</param>
public sealed record FactType(FactKind Kind, int Minimum, int Maximum, IReadOnlyList<string> Words)
{
    public static FactType Flag { get; } = new(FactKind.Flag, 0, 0, []);

    public static FactType Number(int minimum, int maximum) => new(FactKind.Number, minimum, maximum, []);

    public static FactType Choice(IEnumerable<string> words) => new(FactKind.Choice, 0, 0, [.. words]);

    public static FactType Choices(IEnumerable<string> words) => new(FactKind.Choices, 0, 0, [.. words]);
}

/// <summary>The facts that the conditions of one programme may ask about, by name.</summary>
public sealed class Vocabulary(IReadOnlyDictionary<string, FactType> facts)
{
    public IEnumerable<string> Names => facts.Keys;

    public FactType? Find(string name) => facts.GetValueOrDefault(name);
}

/// <summary>What is known about a person. A fact that is not known is null, and neither true nor false.</summary>
public interface IFacts
{
    int? NumberOf(string name);

    bool? FlagOf(string name);

    string? ChoiceOf(string name);

    IReadOnlyCollection<string>? ChoicesOf(string name);
}
