namespace MobileBackend.Infrastructure.Pushes;

/// <summary>
/// How fast pushes may go: a token bucket a little under the push service's quota, which fills slowly at first and fully after a minute
/// of sending, as the service asks of senders that start. Refusals for the quota slow it down again. It runs on elapsed time: a clock
/// that is set does not fill it.
/// </summary>
internal sealed class PushPace(int perMinute, TimeProvider time)
{
    private const double SlowestShare = 0.1;

    private static readonly TimeSpan Ramp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly double _fullRate = perMinute / 60.0;
    private double _tokens = Math.Max(1, perMinute / 600.0);
    private double _share = SlowestShare;
    private long _filledAt = time.GetTimestamp();
    private long _usedAt = time.GetTimestamp();
    private long _windowFrom = time.GetTimestamp();
    private int _answers;
    private int _refusals;

    /// <summary>A tenth of a second's worth may go at once, so that in no second more than the quota's share does.</summary>
    private double Capacity => Math.Max(1, _fullRate / 10);

    /// <summary>Takes up to <paramref name="wanted"/> permits, one at least; waits for it where there is none.</summary>
    public async ValueTask<int> TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        int taken;
        while ((taken = TryTake(wanted, out var wait)) == 0)
        {
            await Task.Delay(wait, time, cancellationToken);
        }

        return taken;
    }

    /// <summary>Takes up to <paramref name="wanted"/> permits, or tells how long to wait for one.</summary>
    public int TryTake(int wanted, out TimeSpan wait)
    {
        lock (_gate)
        {
            Fill();
            var taken = (int)Math.Min(wanted, Math.Floor(_tokens));
            _tokens -= taken;
            wait = taken > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / (_fullRate * _share));
            return taken;
        }
    }

    /// <summary>Gives back permits that were not needed.</summary>
    /// <param name="unused">How many of those taken last.</param>
    /// <param name="used">How many were.</param>
    public void Return(int unused, int used)
    {
        lock (_gate)
        {
            _tokens = Math.Min(_tokens + unused, Capacity);
            if (used > 0)
            {
                _usedAt = time.GetTimestamp();
            }
        }
    }

    /// <summary>Hears how pushes fared: where more than one in twenty of a second was refused for the quota, the rate is halved and grows again.</summary>
    public void Hear(int answers, int refusals)
    {
        lock (_gate)
        {
            _answers += answers;
            _refusals += refusals;
            if (time.GetElapsedTime(_windowFrom) < Window)
            {
                return;
            }

            if (_refusals * 20 > _answers)
            {
                Fill();
                _share = Math.Max(SlowestShare, _share / 2);
            }

            (_answers, _refusals, _windowFrom) = (0, 0, time.GetTimestamp());
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_filledAt, now);
        _filledAt = now;
        _share = time.GetElapsedTime(_usedAt, now) > Ramp
            ? SlowestShare
            : Math.Min(1, _share + ((1 - SlowestShare) * (elapsed / Ramp)));
        _tokens = Math.Min(_tokens + (elapsed.TotalSeconds * _fullRate * _share), Capacity);
    }
}
