namespace MobileBackend.Simulators.Faults;

/// <summary>
/// Which requests a rule is for: every condition given must hold. Each simulator adds conditions of its own, which a script in
/// JSON can name too.
/// </summary>
/// <typeparam name="TRequest">What arrives at the simulator.</typeparam>
public abstract record FaultMatch<TRequest>
{
    /// <summary>Asked by several requests at once. Internal, so that JSON cannot name it.</summary>
    internal Func<TRequest, bool>? Predicate { get; init; }

    internal bool Matches(TRequest request) => Fits(request) && (Predicate is null || Predicate(request));

    /// <summary>Whether the conditions of the simulator hold.</summary>
    protected abstract bool Fits(TRequest request);
}
