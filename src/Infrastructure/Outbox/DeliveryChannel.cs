namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Whether messages get through to a destination, as this replica last saw it: an alert is given when that turns, not for every message.</summary>
internal sealed class DeliveryChannel
{
    private int _failing;

    /// <returns>True when it was otherwise until now.</returns>
    public bool TurnsTo(bool failing)
    {
        var now = failing ? 1 : 0;
        return Interlocked.Exchange(ref _failing, now) != now;
    }
}
