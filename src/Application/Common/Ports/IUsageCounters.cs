namespace MobileBackend.Application.Common.Ports;

/// <summary>One use of something that is counted.</summary>
/// <param name="Counter">What is counted, such as <c>key:daily</c>.</param>
/// <param name="Subject">A hash or id that tells the users apart; never a personal datum in clear.</param>
/// <param name="Limit">Uses allowed in a window.</param>
/// <param name="Window">Length of the fixed window.</param>
public sealed record CountedUse(string Counter, string Subject, int Limit, TimeSpan Window);

/// <summary>Counters in the database, shared by every replica, for the few flows that are costly or disclose something.</summary>
public interface IUsageCounters
{
    /// <summary>Looks whether each has room for one use more, and counts nothing.</summary>
    /// <param name="uses">As for <see cref="TryUseAsync"/>.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>Null when all have; otherwise how long until the window of the first that has not ends.</returns>
    Task<TimeSpan?> LookAsync(IReadOnlyList<CountedUse> uses, CancellationToken cancellationToken);

    /// <summary>
    /// Counts one use each, in order and up to the first that is over its limit, within the running transaction: where that is not committed nothing is
    /// counted. Callers of one subject wait for each other from here to the end of the transaction, so it is asked last.
    /// </summary>
    /// <param name="uses">Each of another counter, named in the same order by everyone who counts them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Null when all are within their limits; otherwise how long until the window of the first that is not ends.</returns>
    Task<TimeSpan?> TryUseAsync(IReadOnlyList<CountedUse> uses, CancellationToken cancellationToken);
}
