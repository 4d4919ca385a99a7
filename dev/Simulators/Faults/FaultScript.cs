using MobileBackend.Simulators.Extranet;

namespace MobileBackend.Simulators.Faults;

/// <summary>
/// What is to go wrong. A request takes one step: the next of the first sequence that matches and is not used up, else that of
/// the first standing rule that matches, else none. Steps come before authentication, as those of a proxy in front would.
/// </summary>
public sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];
    private volatile bool _any;

    /// <summary>The rules that can still act, in the order they were added.</summary>
    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_gate)
            {
                return [.. _rules];
            }
        }
    }

    /// <summary>Each step serves one matching request, in order; afterwards the rule is gone.</summary>
    public FaultRule Next(FaultMatch match, params IEnumerable<FaultStep> steps) => Add(new FaultRule(match, [.. steps], standing: false));

    /// <summary>The same as <see cref="Next(FaultMatch, IEnumerable{FaultStep})"/> for every request.</summary>
    public FaultRule Next(params IEnumerable<FaultStep> steps) => Next(FaultMatch.All, steps);

    /// <summary>The step serves every matching request that no sequence serves, until it is removed.</summary>
    public FaultRule Always(FaultMatch match, FaultStep step) => Add(new FaultRule(match, [step], standing: true));

    /// <summary>The same as <see cref="Always(FaultMatch, FaultStep)"/> for every request.</summary>
    public FaultRule Always(FaultStep step) => Always(FaultMatch.All, step);

    public void Remove(FaultRule rule)
    {
        lock (_gate)
        {
            _rules.Remove(rule);
            _any = _rules.Count > 0;
        }
    }

    public void Clear() => ReplaceBy([]);

    internal void ReplaceBy(IReadOnlyCollection<FaultRule> rules)
    {
        lock (_gate)
        {
            _rules.Clear();
            _rules.AddRange(rules);
            _any = _rules.Count > 0;
        }
    }

    internal FaultStep? Take(ExtranetRequest request)
    {
        if (!_any)
        {
            return null;
        }

        lock (_gate)
        {
            var rule = _rules.Find(candidate => !candidate.IsStanding && candidate.Match.Matches(request))
                ?? _rules.Find(candidate => candidate.IsStanding && candidate.Match.Matches(request));
            var step = rule?.Take();
            if (rule is { Remaining: 0 })
            {
                _rules.Remove(rule);
                _any = _rules.Count > 0;
            }

            return step;
        }
    }

    private FaultRule Add(FaultRule rule)
    {
        if (rule.Remaining == 0)
        {
            throw new ArgumentException("A rule needs a step.", nameof(rule));
        }

        lock (_gate)
        {
            _rules.Add(rule);
            _any = true;
        }

        return rule;
    }
}

/// <summary>A sequence of steps, or one standing step, for the requests that match.</summary>
public sealed class FaultRule
{
    private readonly FaultStep[] _steps;
    private volatile int _taken;

    internal FaultRule(FaultMatch match, FaultStep[] steps, bool standing)
    {
        Match = match;
        _steps = steps;
        IsStanding = standing;
    }

    public FaultMatch Match { get; }

    public bool IsStanding { get; }

    /// <summary>How many requests it served.</summary>
    public int Taken => _taken;

    /// <summary>Steps not served yet; a standing rule always has its one.</summary>
    public int Remaining => IsStanding ? 1 : _steps.Length - _taken;

    internal IEnumerable<FaultStep> StepsLeft => IsStanding ? _steps : _steps.Skip(_taken);

    /// <summary>Called under the script's lock.</summary>
    internal FaultStep Take()
    {
        var step = _steps[IsStanding ? 0 : _taken];
        _taken++;
        return step;
    }
}
