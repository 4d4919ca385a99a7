namespace MobileBackend.Application.Enrolments;

/// <summary>Settings under <c>Coaching</c>.</summary>
public sealed class CoachingSettings
{
    /// <summary>Where people can write to a professional; null where there is no chat, and nothing leads to it.</summary>
    public Uri? ChatUrl { get; init; }

    /// <summary>How often a replica looks whose day is to be planned.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many people's days are planned in one transaction.</summary>
    public int PlannedAtOnce { get; init; } = 200;

    public bool IsUsable => PollInterval > TimeSpan.Zero && PlannedAtOnce is > 0 and <= 1000 && ChatUrl is null or { IsAbsoluteUri: true, Scheme: "https" };
}
