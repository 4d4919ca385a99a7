using System.Threading.RateLimiting;

namespace MobileBackend.Api.LoadShedding;

/// <summary>Places for requests of one kind: so many at once, and a short queue in order of arrival before them.</summary>
internal sealed class Lane(string name, int places, LoadSheddingOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = places,
        QueueLimit = options.QueueLimit,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public string Name => name;

    public long InFlight => places - _limiter.GetStatistics()!.CurrentAvailablePermits;

    public long Queued => _limiter.GetStatistics()!.CurrentQueuedCount;

    /// <summary>
    /// Takes a place, which disposing gives back. Null when there is none: the queue is full, or the wait in it was too long. A client that
    /// goes away leaves the queue.
    /// </summary>
    public async ValueTask<IDisposable?> EnterAsync(CancellationToken aborted)
    {
        var lease = _limiter.AttemptAcquire();
        lease = lease.IsAcquired ? lease : await WaitAsync(aborted);
        return lease is { IsAcquired: true } ? lease : null;
    }

    public void Dispose() => _limiter.Dispose();

    private async Task<RateLimitLease?> WaitAsync(CancellationToken aborted)
    {
        using var patience = new CancellationTokenSource(options.LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, patience.Token);
        try
        {
            return await _limiter.AcquireAsync(cancellationToken: either.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return null;
        }
    }
}
