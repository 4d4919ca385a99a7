namespace MobileBackend.Domain.Programmes.Conditions;

/// <summary>Tells conditions of one definition that contradict themselves, as long as what they ask about together can be tried in a moment.</summary>
/// <param name="vocabulary">What they may ask about.</param>
internal sealed class Satisfiability(Vocabulary vocabulary)
{
    /// <summary>More values of the facts of one condition than anyone writes.</summary>
    private const int MostCases = 20_000;

    /// <summary>Of all conditions of a definition together; the longest programme that there is takes 700.</summary>
    private const int MostCasesInAll = 500_000;

    /// <summary>Words of lists that one condition asks about; where it is more, it is taken on trust.</summary>
    private const int MostWords = 10;

    private int _left = MostCasesInAll;

    /// <summary>Whether so much was tried that nothing is any more, and everything is said to hold.</summary>
    public bool IsExhausted => _left <= 0;

    /// <summary>Tries each fact of a condition at every value at which it can turn.</summary>
    /// <param name="condition">Which.</param>
    /// <param name="narrowed">A fact that can hold less than the vocabulary says; null for none.</param>
    public bool CanHold(Condition condition, (string Name, FactType Type)? narrowed = null)
    {
        if (condition.Comparisons().OfType<ChoicesHave>().Distinct().Count() > MostWords)
        {
            return true;
        }

        var values = condition.Comparisons().GroupBy(comparison => comparison.Fact, StringComparer.Ordinal)
            .Select(fact => (fact.Key, Values: ValuesOf(fact, narrowed is { } one && one.Name == fact.Key ? one.Type : vocabulary.Find(fact.Key)!)))
            .ToList();
        if (values.Aggregate(1L, (cases, fact) => Math.Min(long.MaxValue / 1024, cases * fact.Values.Count)) > MostCases)
        {
            return true;
        }

        var facts = new TriedFacts();
        return Try(0);

        bool Try(int place)
        {
            if (place == values.Count)
            {
                return --_left <= 0 || condition.Holds(facts);
            }

            foreach (var value in values[place].Values)
            {
                facts.Set(values[place].Key, value);
                if (Try(place + 1))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static List<object> ValuesOf(IEnumerable<Comparison> comparisons, FactType fact) => fact.Kind switch
    {
        FactKind.Flag => [true, false],
        FactKind.Choice => [.. fact.Words],
        FactKind.Choices => Subsets([.. comparisons.OfType<ChoicesHave>().Select(comparison => comparison.Word).Distinct(StringComparer.Ordinal)]),
        _ => [.. comparisons.OfType<NumberCompares>().SelectMany(comparison => (int[])[comparison.Value - 1, comparison.Value, comparison.Value + 1])
            .Where(value => value >= fact.Minimum && value <= fact.Maximum).Distinct().Cast<object>()],
    };

    private static List<object> Subsets(string[] words) =>
        [.. Enumerable.Range(0, 1 << Math.Min(words.Length, MostWords)).Select(bits => words.Where((_, place) => (bits & (1 << place)) != 0).ToArray())];

    private sealed class TriedFacts : IFacts
    {
        private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

        public void Set(string name, object value) => _values[name] = value;

        public int? NumberOf(string name) => (int)_values[name];

        public bool? FlagOf(string name) => (bool)_values[name];

        public string? ChoiceOf(string name) => (string)_values[name];

        public IReadOnlyCollection<string> ChoicesOf(string name) => (string[])_values[name];
    }
}
