namespace MobileBackend.Infrastructure.Queues;

/// <summary>When to try again: delays double up to a ceiling, each shortened by a random part so that messages do not come back in one wave.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <param name="attempts">Deliveries begun so far, from 1.</param>
    /// <param name="first">Delay after the first failure.</param>
    /// <param name="ceiling">The longest delay that we choose ourselves.</param>
    /// <param name="asked">What the other side asked for in <c>Retry-After</c>: honoured up to an hour.</param>
    /// <param name="randomness">Between 0 and 1.</param>
    public static TimeSpan After(int attempts, TimeSpan first, TimeSpan ceiling, TimeSpan? asked, double randomness)
    {
        var doubled = first * Math.Pow(2, Math.Min(attempts - 1, 30));
        var own = (doubled < ceiling ? doubled : ceiling) * (0.5 + (randomness / 2));
        var wanted = asked is null || asked < LongestAsked ? asked ?? TimeSpan.Zero : LongestAsked;
        return own > wanted ? own : wanted;
    }
}
