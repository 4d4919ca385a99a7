using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>Looks at limits before the work, and counts with it.</summary>
[SharedService]
internal sealed class UsageLimits(IUsageCounters counters, IBlindIndex hashes, LimitScale scale)
{
    /// <summary>Whether there is room for one more of each, without counting.</summary>
    /// <returns>Null where there is, or the refusal.</returns>
    public async Task<Error?> LookAsync(IEnumerable<UsageLimit> limits, CancellationToken cancellationToken)
    {
        var uses = limits.Select(Use).ToList();
        return uses.Count > 0 && await counters.LookAsync(uses, cancellationToken) is { } wait ? Refusal(wait) : null;
    }

    /// <summary>Counts one of each, within the running transaction.</summary>
    /// <returns>Null where all are within their limits, or the refusal.</returns>
    public async Task<Error?> CountAsync(IEnumerable<UsageLimit> limits, CancellationToken cancellationToken)
    {
        var uses = limits.Select(Use).ToList();
        return uses.Count > 0 && await counters.TryUseAsync(uses, cancellationToken) is { } wait ? Refusal(wait) : null;
    }

    private static Error Refusal(TimeSpan wait) => CommonErrors.RateLimited.With(CommonErrors.RetryAfterSeconds, (int)Math.Ceiling(wait.TotalSeconds));

    private CountedUse Use(UsageLimit limit)
    {
        var (slotA, slotB) = hashes.Compute(limit.Counter, limit.Subject);
        return new CountedUse(limit.Counter, (slotA ?? slotB)!, scale.Apply(limit.Uses), limit.Window);
    }
}
