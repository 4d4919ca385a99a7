namespace MobileBackend.Infrastructure.Jobs;

/// <summary>Settings under <c>Jobs</c>.</summary>
internal sealed class JobOptions
{
    /// <summary>How often a replica looks whether a job is due, or its runner dead.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a run may go without a sign of life, which it gives after each batch. Longer than any batch may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When a run that failed is tried again, by whichever replica.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMinutes(10);

    public bool IsUsable => PollInterval > TimeSpan.Zero && Lease > TimeSpan.Zero && Retry > TimeSpan.Zero;
}
