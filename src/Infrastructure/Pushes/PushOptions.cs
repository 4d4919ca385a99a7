namespace MobileBackend.Infrastructure.Pushes;

/// <summary>Settings under <c>Push</c>.</summary>
internal sealed class PushOptions
{
    /// <summary>How often a sender looks for pushes that have become due.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pushes under way at once, in one replica: at 100 ms an answer, what a rate of 10,000 a second needs, and as much again.</summary>
    public int Concurrency { get; init; } = 2000;

    /// <summary>How long a claimed push is nobody else's. Longer than any try may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Delay after the first failure, shortened by up to half at random: at least the 10 seconds that the service's guide asks for.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tried in vain for this long, a push has failed, as the service's guide says.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After a fault of the account or of a platform's key, nothing is tried for this long.</summary>
    public TimeSpan StopFor { get; init; } = TimeSpan.FromMinutes(5);

    public bool IsUsable => Concurrency > 0 && PollInterval > TimeSpan.Zero && FirstRetry > TimeSpan.Zero && StopFor > TimeSpan.Zero;
}
