namespace MobileBackend.Simulators.Faults;

/// <summary>
/// Steps by their shares of the requests, and one step for the rest. Which request gets which is settled by its number alone and
/// spread evenly (multiples of the golden ratio, modulo 1), so that shares hold over short stretches and a second run is like the first.
/// </summary>
public sealed class FaultMix
{
    private const double GoldenRatio = 0.618033988749894848;
    private readonly FaultShare[] _shares;

    /// <param name="otherwise">What happens to the requests that no share is for: <see cref="FaultStep.Pass"/>, or a wait before an honest answer.</param>
    /// <param name="shares">Together at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not more than 0, or they are more than 1 together.</exception>
    public FaultMix(FaultStep otherwise, params IEnumerable<FaultShare> shares)
    {
        Otherwise = otherwise;
        _shares = [.. shares];
        if (!_shares.All(share => share.Share > 0) || _shares.Sum(share => share.Share) > 1 + 1e-9)
        {
            throw new ArgumentOutOfRangeException(nameof(shares), "Each share is more than 0, and all together at most 1.");
        }
    }

    public FaultStep Otherwise { get; }

    public IReadOnlyList<FaultShare> Shares => _shares;

    internal FaultStep StepOf(int number)
    {
        var place = number * GoldenRatio % 1;
        foreach (var (share, step) in _shares)
        {
            if (place < share)
            {
                return step;
            }

            place -= share;
        }

        return Otherwise;
    }
}

/// <summary>A step for this share of the requests: 0.01 for one in a hundred.</summary>
public readonly record struct FaultShare(double Share, FaultStep Step);
