namespace MobileBackend.Application.Common.Ports;

/// <summary>Counters in the database, shared by every replica, for the few flows that are costly or disclose something.</summary>
public interface IUsageCounters
{
    /// <summary>Counts one use at once, in a transaction of its own, whatever becomes of the request.</summary>
    /// <param name="counter">What is counted, such as <c>callback:number</c>.</param>
    /// <param name="subject">A hash or id that tells the users apart; never a personal datum in clear.</param>
    /// <param name="limit">Uses allowed in a window.</param>
    /// <param name="window">Length of the fixed window.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Null when the use is within the limit; otherwise how long until the window ends.</returns>
    Task<TimeSpan?> TryUseAsync(string counter, string subject, int limit, TimeSpan window, CancellationToken cancellationToken);
}
