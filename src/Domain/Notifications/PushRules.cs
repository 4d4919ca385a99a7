using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Domain.Notifications;

/// <summary>What is to become of a push that is due.</summary>
public abstract record PushDecision
{
    /// <summary>It goes now.</summary>
    /// <param name="Day">The person's day that it counts on; null where it does not count.</param>
    public sealed record Send(DateOnly? Day) : PushDecision;

    /// <summary>It waits.</summary>
    public sealed record Wait(DateTimeOffset Until) : PushDecision;

    /// <summary>It is dropped: it would come too late.</summary>
    public sealed record Expire : PushDecision;
}

/// <summary>
/// When a person may be disturbed, whoever wants to: never in their quiet hours unless it is urgent, never more often a day than they
/// allow, never too late. Decided when a push is about to go, since people change their settings and travel.
/// </summary>
public static class PushRules
{
    /// <param name="push">A push that is due.</param>
    /// <param name="quietHours">The person's; null where they want none.</param>
    /// <param name="clock">The person's.</param>
    /// <param name="now">The present instant.</param>
    public static PushDecision Decide(Push push, QuietHours? quietHours, LocalClock clock, DateTimeOffset now)
    {
        if (now >= push.ExpiresAt)
        {
            return new PushDecision.Expire();
        }

        var urgent = push.UrgentFrom is { } from && now >= from;
        return !urgent && quietHours?.EndOfStretchAt(now, clock) is { } end
            ? WaitFor(push, end < push.UrgentFrom || push.UrgentFrom is null ? end : push.UrgentFrom.Value)
            : new PushDecision.Send(push.CountsTowardsCeiling ? clock.DateAt(now) : null);
    }

    /// <summary>What becomes of a push on a day that has had all the messages the person wants: it waits for the next, if that is not too late.</summary>
    public static PushDecision AfterCeiling(Push push, QuietHours? quietHours, LocalClock clock, DateTimeOffset now)
    {
        var midnight = clock.ToInstant(clock.DateAt(now).AddDays(1), TimeOnly.MinValue);
        return WaitFor(push, quietHours?.EndOfStretchAt(midnight, clock) ?? midnight);
    }

    /// <summary>
    /// Until when a push that goes now may still reach a phone that is off: into no quiet hours, unless it is urgent by then.
    /// </summary>
    public static DateTimeOffset LivesUntil(Push push, QuietHours? quietHours, LocalClock clock, DateTimeOffset now)
    {
        var quietFrom = quietHours?.StartAfter(now, clock);
        return quietFrom is null || quietFrom >= push.ExpiresAt || quietFrom >= push.UrgentFrom ? push.ExpiresAt : quietFrom.Value;
    }

    private static PushDecision WaitFor(Push push, DateTimeOffset instant) =>
        instant < push.ExpiresAt ? new PushDecision.Wait(instant) : new PushDecision.Expire();
}
