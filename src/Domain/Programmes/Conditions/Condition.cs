namespace MobileBackend.Domain.Programmes.Conditions;

/// <summary>
/// What has to hold of a person, as an author wrote it: <c>cigarettesPerDay >= 10 and triggers has coffee and not pregnant</c>. What is not
/// known about somebody is neither true nor false (Kleene's logic), so that nobody is told something because a question was skipped.
/// </summary>
public abstract record Condition
{
    private IReadOnlyList<string>? _facts;

    /// <summary>What always holds.</summary>
    public static Condition Always { get; } = new All([]);

    /// <summary>The facts that are asked about, each once.</summary>
    public IReadOnlyList<string> Facts => _facts ??= [.. Asked().Distinct(StringComparer.Ordinal)];

    /// <summary>True where it holds, false where it does not, null where too little is known.</summary>
    public abstract bool? Judge(IFacts facts);

    /// <summary>Whether it is known to hold.</summary>
    public bool Holds(IFacts facts) => Judge(facts) is true;

    /// <summary>What a comparison turns on, for each fact: the values at which its outcome may change.</summary>
    internal abstract IEnumerable<Comparison> Comparisons();

    private IEnumerable<string> Asked() => Comparisons().Select(comparison => comparison.Fact);
}

/// <summary>A condition about one fact.</summary>
public abstract record Comparison(string Fact) : Condition
{
    internal sealed override IEnumerable<Comparison> Comparisons() => [this];
}

internal sealed record FlagIsSet(string Fact) : Comparison(Fact)
{
    public override bool? Judge(IFacts facts) => facts.FlagOf(Fact);
}

internal sealed record ChoiceIs(string Fact, string Word) : Comparison(Fact)
{
    public override bool? Judge(IFacts facts) => facts.ChoiceOf(Fact) is { } chosen ? string.Equals(chosen, Word, StringComparison.Ordinal) : null;
}

internal sealed record ChoicesHave(string Fact, string Word) : Comparison(Fact)
{
    public override bool? Judge(IFacts facts) => facts.ChoicesOf(Fact)?.Contains(Word, StringComparer.Ordinal);
}

internal sealed record NumberCompares(string Fact, NumberOperator Operator, int Value) : Comparison(Fact)
{
    public override bool? Judge(IFacts facts) => facts.NumberOf(Fact) is not { } number ? null : Operator switch
    {
        NumberOperator.Equal => number == Value,
        NumberOperator.Less => number < Value,
        NumberOperator.AtMost => number <= Value,
        NumberOperator.More => number > Value,
        _ => number >= Value,
    };
}

internal enum NumberOperator
{
    Equal,
    Less,
    AtMost,
    More,
    AtLeast,
}

internal sealed record Not(Condition Inner) : Condition
{
    public override bool? Judge(IFacts facts) => !Inner.Judge(facts);

    internal override IEnumerable<Comparison> Comparisons() => Inner.Comparisons();
}

internal sealed record All(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool? Judge(IFacts facts)
    {
        bool? verdict = true;
        foreach (var part in Parts)
        {
            switch (part.Judge(facts))
            {
                case false:
                    return false;
                case null:
                    verdict = null;
                    break;
            }
        }

        return verdict;
    }

    internal override IEnumerable<Comparison> Comparisons() => Parts.SelectMany(part => part.Comparisons());
}

internal sealed record Any(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool? Judge(IFacts facts)
    {
        bool? verdict = false;
        foreach (var part in Parts)
        {
            switch (part.Judge(facts))
            {
                case true:
                    return true;
                case null:
                    verdict = null;
                    break;
            }
        }

        return verdict;
    }

    internal override IEnumerable<Comparison> Comparisons() => Parts.SelectMany(part => part.Comparisons());
}
