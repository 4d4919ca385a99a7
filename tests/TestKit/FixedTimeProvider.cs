using System.Collections.Concurrent;

namespace MobileBackend.TestKit;

/// <summary>
/// A clock that shows what it was set to, in UTC. Timers stay those of the system, and are counted: the workers of a whole service go on looking for
/// work while the clock stands. FakeTimeProvider would hold them too; it is for tests of one class.
/// </summary>
public sealed class FixedTimeProvider(DateTimeOffset now) : TimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, int> _waits = new();
    private long _utcTicks = now.UtcTicks;

    /// <summary>What the clock shows; can be set back.</summary>
    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>How often somebody began to wait exactly so long by this clock: a worker that waits between two looks is counted by its looks.</summary>
    public int WaitsOf(TimeSpan length) => _waits.GetValueOrDefault(length);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.AddOrUpdate(dueTime, 1, (_, count) => count + 1);
        return base.CreateTimer(callback, state, dueTime, period);
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref _utcTicks, by.Ticks);
}
