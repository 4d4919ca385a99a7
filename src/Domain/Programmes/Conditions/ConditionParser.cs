using System.Globalization;
using System.Text.RegularExpressions;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Conditions;

/// <summary>
/// Reads conditions. <c>or</c> binds weaker than <c>and</c>, <c>and</c> weaker than <c>not</c>; numbers are compared by <c>= &lt; &lt;= &gt; &gt;=</c>, one
/// word of a list by <c>=</c>, several by <c>has</c>; yes and no stand alone. Every name and word is checked against the programme's vocabulary.
/// </summary>
public sealed partial class ConditionParser
{
    /// <summary>Longer ones cannot be read by people either; it also bounds how deep parentheses go.</summary>
    public const int Longest = 500;

    private readonly Vocabulary _vocabulary;
    private readonly List<string> _tokens;
    private int _next;

    private ConditionParser(string text, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _tokens = [.. Tokens().Matches(text).Select(match => match.Value)];
    }

    /// <exception cref="ConditionException">It is not a condition, or asks about what the programme does not know.</exception>
    public static Condition Parse(string text, Vocabulary vocabulary)
    {
        if (text.Length > Longest)
        {
            throw Refusal($"Une condition compte {Longest} caractères au plus.", $"A condition has at most {Longest} characters.");
        }

        var parser = new ConditionParser(text, vocabulary);
        var condition = parser.ReadAny();
        return parser._next == parser._tokens.Count
            ? condition
            : throw parser.Unexpected("la fin, ou « and », ou « or »", "the end or 'and' or 'or' was expected");
    }

    private Condition ReadAny()
    {
        var parts = new List<Condition> { ReadAll() };
        while (TryTake("or"))
        {
            parts.Add(ReadAll());
        }

        return parts is [var only] ? only : new Any(parts);
    }

    private Condition ReadAll()
    {
        var parts = new List<Condition> { ReadOne() };
        while (TryTake("and"))
        {
            parts.Add(ReadOne());
        }

        return parts is [var only] ? only : new All(parts);
    }

    private Condition ReadOne()
    {
        if (TryTake("not"))
        {
            return new Not(ReadOne());
        }

        if (!TryTake("("))
        {
            return ReadComparison();
        }

        var inner = ReadAny();
        return TryTake(")") ? inner : throw Unexpected("une parenthèse fermante", "a closing parenthesis was expected");
    }

    private Comparison ReadComparison()
    {
        var name = Take("un fait", "a fact was expected");
        var fact = _vocabulary.Find(name) ?? throw Refusal(
            $"La condition interroge « {name} », que ce programme ne connaît pas.", $"The condition asks about '{name}', which this programme does not know.");
        return fact.Kind switch
        {
            FactKind.Flag => new FlagIsSet(name),
            FactKind.Choice => TryTake("=")
                ? new ChoiceIs(name, Word(name, fact))
                : throw Unexpected($"« = » après « {name} », dont on choisit un mot", $"'=' was expected after '{name}', of which one word is chosen"),
            FactKind.Choices => TryTake("has")
                ? new ChoicesHave(name, Word(name, fact))
                : throw Unexpected(
                    $"« has » après « {name} », dont on choisit plusieurs mots", $"'has' was expected after '{name}', of which several words can be chosen"),
            _ => new NumberCompares(name, Operator(name), Number(name, fact)),
        };
    }

    private string Word(string name, FactType fact)
    {
        var word = Take($"un des mots de « {name} »", $"a word of '{name}' was expected");
        return fact.Words.Contains(word, StringComparer.Ordinal)
            ? word
            : throw Refusal(
                $"« {word} » n’est pas l’un des mots de « {name} » : {string.Join(", ", fact.Words)}.",
                $"'{word}' is none of the words of '{name}': {string.Join(", ", fact.Words)}.");
    }

    private NumberOperator Operator(string name) => Take(
        $"une comparaison après le nombre « {name} »", $"a comparison was expected after the number '{name}'") switch
    {
        "=" => NumberOperator.Equal,
        "<" => NumberOperator.Less,
        "<=" => NumberOperator.AtMost,
        ">" => NumberOperator.More,
        ">=" => NumberOperator.AtLeast,
        _ => throw Unexpected($"=, <, <=, > ou >= après le nombre « {name} »", $"=, <, <=, > or >= was expected after the number '{name}'", back: 1),
    };

    private int Number(string name, FactType fact)
    {
        var text = Take("un nombre", "a number was expected");
        return !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? throw Unexpected("un nombre entier", "a whole number was expected", back: 1)
            : number < fact.Minimum || number > fact.Maximum
                ? throw Refusal(
                    $"« {name} » va de {fact.Minimum} à {fact.Maximum} : le comparer à {number} est une erreur.",
                    $"'{name}' goes from {fact.Minimum} to {fact.Maximum}, so comparing it with {number} is a mistake.")
                : number;
    }

    private bool TryTake(string token)
    {
        if (_next < _tokens.Count && string.Equals(_tokens[_next], token, StringComparison.Ordinal))
        {
            _next++;
            return true;
        }

        return false;
    }

    private string Take(string french, string english) => _next < _tokens.Count ? _tokens[_next++] : throw Unexpected(french, english);

    /// <summary>There is something else than what was expected.</summary>
    /// <param name="french">What was.</param>
    /// <param name="english">The same, as a sentence.</param>
    /// <param name="back">How many tokens ago it was expected.</param>
    private ConditionException Unexpected(string french, string english, int back = 0)
    {
        var found = _tokens.ElementAtOrDefault(_next - back);
        return Refusal(
            $"Dans la condition, on attendait {french}{(found is null ? string.Empty : $", et non « {found} »")}.",
            $"In the condition {english}{(found is null ? string.Empty : $", not '{found}'")}.");
    }

    private static ConditionException Refusal(string french, string english) => new(new LocalizedText(french, english));

    /// <summary>Names, numbers and signs; anything else becomes a token of its own, which nothing expects.</summary>
    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9.-]*|-?[0-9]+|<=|>=|[<>=()]|\S", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tokens();
}
