using MediatR;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>So many uses per subject and window, counted in the database across replicas.</summary>
/// <param name="Counter">What is counted, such as <c>callback:number</c>.</param>
/// <param name="Subject">Who uses it; stored as a keyed hash only.</param>
/// <param name="Uses">How many are allowed in a window.</param>
/// <param name="Window">Length of the window.</param>
public sealed record UsageLimit(string Counter, string Subject, int Uses, TimeSpan Window)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(limit)";
}

/// <summary>A command that is costly to carry out or discloses something, and is limited for that.</summary>
public interface ILimitedCommand
{
    IEnumerable<UsageLimit> LimitsFor(Caller caller);
}

/// <summary>Multiplies every limit (<c>RateLimiting:Scale</c>): 1, but for load and fuzz runs.</summary>
public sealed record LimitScale(double Factor)
{
    public int Apply(int permits) => (int)Math.Min(int.MaxValue, permits * Factor);
}

/// <summary>Counts a limited command before it runs, whatever becomes of it, and refuses the one too many.</summary>
internal sealed class LimitsBehaviour<TRequest, TOutcome>(IUsageCounters counters, IBlindIndex hashes, ICurrentCaller current, LimitScale scale)
    : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>, ILimitedCommand
    where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        var uses = request.LimitsFor(current.Caller).Select(Count).ToList();
        if (uses.Count > 0 && await counters.TryUseAsync(uses, cancellationToken) is { } wait)
        {
            return TOutcome.Failure(CommonErrors.RateLimited.With(CommonErrors.RetryAfterSeconds, (int)Math.Ceiling(wait.TotalSeconds)));
        }

        return await next();
    }

    private CountedUse Count(UsageLimit limit)
    {
        var (slotA, slotB) = hashes.Compute(limit.Counter, limit.Subject);
        return new CountedUse(limit.Counter, (slotA ?? slotB)!, scale.Apply(limit.Uses), limit.Window);
    }
}
