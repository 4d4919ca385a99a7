namespace MobileBackend.Simulators.Firebase;

/// <summary>The most events in any one second, wherever that second starts.</summary>
internal sealed class SlidingSecond(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _last = new();
    private int _most;

    public int Most => Volatile.Read(ref _most);

    public void Add()
    {
        lock (_gate)
        {
            // Read under the lock, so that the queue is in order.
            var now = clock.GetTimestamp();
            while (_last.TryPeek(out var oldest) && now - oldest >= clock.TimestampFrequency)
            {
                _last.Dequeue();
            }

            _last.Enqueue(now);
            _most = Math.Max(_most, _last.Count);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _last.Clear();
            _most = 0;
        }
    }
}
