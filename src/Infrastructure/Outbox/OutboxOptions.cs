namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Settings under <c>Outbox</c>.</summary>
internal sealed class OutboxOptions
{
    /// <summary>How often a dispatcher looks for messages that nobody signalled.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Deliveries under way at once, in one replica.</summary>
    public int Concurrency { get; init; } = 128;

    /// <summary>How long a claimed message is nobody else's. Longer than any delivery may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(2);

    public bool IsUsable => Concurrency > 0 && PollInterval > TimeSpan.Zero && FirstRetry > TimeSpan.Zero;
}
