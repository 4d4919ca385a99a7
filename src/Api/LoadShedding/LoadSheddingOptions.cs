namespace MobileBackend.Api.LoadShedding;

/// <summary>
/// Settings under <c>LoadShedding</c>. The defaults suit two cores and the 100 connections of Npgsql's pool: a request holds one at a
/// time, so that all places taken leave some for the outbox and the jobs; and at 500 requests a second, which two cores do with their
/// slowest kind, the last of a full queue waits a quarter of a second. Twice as many places make two cores no quicker, and answer the
/// slowest hundredth after 0.57 s at twice the capacity, these after 0.41 s at nearly three times (bench/results.md, L2).
/// </summary>
internal sealed record LoadSheddingOptions
{
    private const string Section = "LoadShedding";

    private static readonly TimeSpan LongestWaitEver = TimeSpan.FromMinutes(1);

    /// <summary>Requests worked on at once, in one replica.</summary>
    public int MaxConcurrentRequests { get; init; } = 32;

    /// <summary>Requests that may wait for one of these to end; 0 for none.</summary>
    public int QueueLimit { get; init; } = 128;

    /// <summary>How long one may wait. Whoever asked gives up sooner or later, and work for nobody delays the others.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <exception cref="InvalidOperationException">A setting is no number, or one that makes no sense.</exception>
    public static LoadSheddingOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<LoadSheddingOptions>() ?? new LoadSheddingOptions();
        Require(options.MaxConcurrentRequests > 0, nameof(MaxConcurrentRequests), "must be a positive number");
        Require(options.QueueLimit >= 0, nameof(QueueLimit), "must be a number, 0 or more");
        Require(options.LongestWait > TimeSpan.Zero && options.LongestWait <= LongestWaitEver, nameof(LongestWait), "must be a duration, up to a minute");
        return options;
    }

    private static void Require(bool holds, string key, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The setting {Section}:{key} {rule}.");
        }
    }
}
