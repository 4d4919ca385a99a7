namespace MobileBackend.Simulators.Faults;

/// <summary>A sequence of steps, or a standing mix of them, for the requests that match.</summary>
/// <typeparam name="TRequest">What arrives at the simulator.</typeparam>
public sealed class FaultRule<TRequest>
{
    private readonly FaultStep[] _steps;
    private int _taken;

    private FaultRule(FaultMatch<TRequest>? match, FaultStep[] steps, FaultMix? mix)
    {
        Match = match;
        _steps = steps;
        StandingMix = mix;
    }

    /// <summary><see langword="null"/> for every request.</summary>
    public FaultMatch<TRequest>? Match { get; }

    public bool IsStanding => StandingMix is not null;

    /// <summary>How many requests it served.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Steps not served yet; a standing rule always has one.</summary>
    public int Remaining => IsStanding ? 1 : _steps.Length - Taken;

    internal FaultMix? StandingMix { get; }

    internal IEnumerable<FaultStep> StepsLeft => _steps.Skip(Taken);

    internal static FaultRule<TRequest> Sequence(FaultMatch<TRequest>? match, FaultStep[] steps) => new(match, steps, mix: null);

    internal static FaultRule<TRequest> Standing(FaultMatch<TRequest>? match, FaultMix mix) => new(match, [], mix);

    /// <summary><see langword="null"/> where another request took the last step meanwhile.</summary>
    internal FaultStep? Take()
    {
        if (StandingMix is not null)
        {
            return StandingMix.StepOf(Interlocked.Increment(ref _taken));
        }

        while (true)
        {
            var taken = Taken;
            if (taken == _steps.Length)
            {
                return null;
            }

            if (Interlocked.CompareExchange(ref _taken, taken + 1, taken) == taken)
            {
                return _steps[taken];
            }
        }
    }
}
