using System.Collections.Concurrent;

namespace MobileBackend.Api.RateLimiting;

/// <summary>How a bucket stands after a request.</summary>
/// <param name="IsAllowed">Whether the request may go on.</param>
/// <param name="Remaining">Requests left at once.</param>
/// <param name="Wait">How long until the next one is allowed; zero while some are left.</param>
/// <param name="Reset">How long until the bucket is full again.</param>
internal readonly record struct BucketState(bool IsAllowed, int Remaining, TimeSpan Wait, TimeSpan Reset);

/// <summary>
/// Token buckets, one per partition: <paramref name="quota"/> requests at once, refilled evenly over <paramref name="window"/>. A bucket
/// is one number, the instant at which it will be full again, so a full one needs no memory. When there are more partitions under way
/// than <paramref name="capacity"/>, newcomers share one bucket: memory is bounded, whoever floods, and nobody who is known is forgotten.
/// </summary>
internal sealed class TokenBuckets(int quota, TimeSpan window, TimeProvider time, int capacity = TokenBuckets.DefaultCapacity)
{
    public const int DefaultCapacity = 200_000;

    private const string Newcomers = "(newcomers)";

    /// <summary>Looking through all of them costs milliseconds: newcomers of a flood must not each cause it.</summary>
    private static readonly long SweepEvery = TimeSpan.FromSeconds(1).Ticks;

    private readonly ConcurrentDictionary<string, long> _fullAt = new(StringComparer.Ordinal);
    private readonly double _ticksPerRequest = (double)window.Ticks / quota;
    private int _partitions;
    private long _sweptAt;

    /// <summary>How many partitions are under way.</summary>
    public int Partitions => Volatile.Read(ref _partitions);

    /// <summary>Takes one request out of the bucket, if there is one.</summary>
    public BucketState Take(string partition)
    {
        var now = time.GetUtcNow().Ticks;
        while (true)
        {
            if (_fullAt.TryGetValue(partition, out var fullAt))
            {
                var (state, next) = Take(fullAt, now);
                if (!state.IsAllowed || _fullAt.TryUpdate(partition, next, fullAt))
                {
                    return state;
                }
            }
            else if (!string.Equals(partition, Newcomers, StringComparison.Ordinal) && !HasRoom(now))
            {
                partition = Newcomers;
            }
            else
            {
                var (state, next) = Take(now, now);
                if (_fullAt.TryAdd(partition, next))
                {
                    Interlocked.Increment(ref _partitions);
                    return state;
                }
            }
        }
    }

    private (BucketState State, long Next) Take(long fullAt, long now)
    {
        // An empty bucket is full after a window. Where that seems to take longer the clock was set back: nobody is to wait for it to catch up.
        fullAt = fullAt > now + window.Ticks + quota ? now : fullAt;
        var next = Math.Max(fullAt, now) + (long)Math.Ceiling(_ticksPerRequest);
        var isAllowed = next - now <= window.Ticks + quota;
        var used = (isAllowed ? next : fullAt) - now;
        var remaining = Math.Clamp((int)((window.Ticks + quota - used) / _ticksPerRequest), 0, quota);
        var wait = isAllowed ? TimeSpan.Zero : TimeSpan.FromTicks(next - now - window.Ticks);
        return (new BucketState(isAllowed, remaining, wait, TimeSpan.FromTicks(used)), next);
    }

    private bool HasRoom(long now)
    {
        if (Partitions < capacity)
        {
            return true;
        }

        var sweptAt = Interlocked.Read(ref _sweptAt);
        if (Math.Abs(now - sweptAt) < SweepEvery || Interlocked.CompareExchange(ref _sweptAt, now, sweptAt) != sweptAt)
        {
            return false;
        }

        foreach (var (partition, fullAt) in _fullAt)
        {
            if (fullAt <= now && _fullAt.TryRemove(new KeyValuePair<string, long>(partition, fullAt)))
            {
                Interlocked.Decrement(ref _partitions);
            }
        }

        return Partitions < capacity;
    }
}
