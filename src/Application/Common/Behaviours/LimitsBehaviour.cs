using MediatR;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>So many uses per subject and window, counted in the database across replicas.</summary>
/// <param name="Counter">What is counted, such as <c>key:daily</c>.</param>
/// <param name="Subject">Who uses it; stored as a keyed hash only.</param>
/// <param name="Uses">How many are allowed in a window.</param>
/// <param name="Window">Length of the window.</param>
public sealed record UsageLimit(string Counter, string Subject, int Uses, TimeSpan Window)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(limit)";
}

/// <summary>A command whose successes are limited, since they are costly or take what belongs to many.</summary>
public interface ILimitedCommand
{
    /// <param name="caller">Who created something.</param>
    /// <param name="proof">What they showed for it.</param>
    IEnumerable<UsageLimit> LimitsFor(Caller caller, CallerProof proof);
}

/// <summary>Multiplies every limit (<c>RateLimiting:Scale</c>): 1, but for load and fuzz runs.</summary>
public sealed record LimitScale(double Factor)
{
    public int Apply(int permits) => (int)Math.Min(int.MaxValue, permits * Factor);
}

/// <summary>
/// Counts what a limited command created, with it, and takes the one too many back. Refusals count for nothing, whatever they are for, and neither do stored
/// answers that are given again: an honest retry is free, and a stranger's mistakes use nothing up. What they cost is bounded before everything, by the
/// buckets of a minute.
/// </summary>
internal sealed class LimitsBehaviour<TRequest, TOutcome>(UsageLimits limits, ICurrentCaller current, ICallerProofs proofs)
    : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>, ILimitedCommand
    where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        var outcome = await next();
        return outcome.Error is null && await limits.CountAsync(request.LimitsFor(current.Caller, proofs.Shown), cancellationToken) is { } refusal
            ? TOutcome.Failure(refusal)
            : outcome;
    }
}
