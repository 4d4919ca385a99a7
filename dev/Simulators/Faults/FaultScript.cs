namespace MobileBackend.Simulators.Faults;

/// <summary>
/// What is to go wrong. A request takes one step: the next of the first sequence that matches and is not used up, else that of
/// the first standing rule that matches, else none. Steps come before authentication, as those of a proxy in front would.
/// Only changes of the rules take a lock, so that a script can stand in the way of thousands of requests a second.
/// </summary>
/// <typeparam name="TRequest">What arrives at the simulator.</typeparam>
public sealed class FaultScript<TRequest>
{
    private readonly Lock _gate = new();
    private volatile FaultRule<TRequest>[] _rules = [];

    /// <summary>The rules that can still act, in the order they were added.</summary>
    public IReadOnlyList<FaultRule<TRequest>> Rules => [.. _rules.Where(rule => rule.Remaining > 0)];

    /// <summary>Each step serves one matching request, in order; afterwards the rule is gone.</summary>
    public FaultRule<TRequest> Next(FaultMatch<TRequest>? match, params IEnumerable<FaultStep> steps) => Add(FaultRule<TRequest>.Sequence(match, [.. steps]));

    /// <summary>The same for every request.</summary>
    public FaultRule<TRequest> Next(params IEnumerable<FaultStep> steps) => Next(match: null, steps);

    /// <summary>The step serves every matching request that no sequence serves, until it is removed.</summary>
    public FaultRule<TRequest> Always(FaultMatch<TRequest>? match, FaultStep step) => Mix(match, new FaultMix(step));

    /// <summary>The same for every request.</summary>
    public FaultRule<TRequest> Always(FaultStep step) => Always(match: null, step);

    /// <summary>The mix serves every matching request that no sequence serves, each step its share of them, until it is removed.</summary>
    public FaultRule<TRequest> Mix(FaultMatch<TRequest>? match, FaultMix mix) => Add(FaultRule<TRequest>.Standing(match, mix));

    /// <summary>The same for every request.</summary>
    public FaultRule<TRequest> Mix(FaultMix mix) => Mix(match: null, mix);

    public void Remove(FaultRule<TRequest> rule)
    {
        lock (_gate)
        {
            _rules = [.. _rules.Where(other => other != rule)];
        }
    }

    public void Clear() => ReplaceBy([]);

    internal void ReplaceBy(IReadOnlyCollection<FaultRule<TRequest>> rules)
    {
        lock (_gate)
        {
            _rules = [.. rules];
        }
    }

    internal FaultStep? Take(TRequest request)
    {
        var rules = _rules;
        return rules.Length == 0 ? null : Take(rules, request, standing: false) ?? Take(rules, request, standing: true);
    }

    private FaultStep? Take(FaultRule<TRequest>[] rules, TRequest request, bool standing)
    {
        foreach (var rule in rules)
        {
            if (rule.IsStanding == standing && rule.Remaining > 0 && (rule.Match is null || rule.Match.Matches(request)) && rule.Take() is { } step)
            {
                if (rule.Remaining == 0)
                {
                    Remove(rule);
                }

                return step;
            }
        }

        return null;
    }

    private FaultRule<TRequest> Add(FaultRule<TRequest> rule)
    {
        if (rule.Remaining == 0)
        {
            throw new ArgumentException("A rule needs a step.", nameof(rule));
        }

        lock (_gate)
        {
            _rules = [.. _rules, rule];
        }

        return rule;
    }
}
