using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Domain.Enrolments.Planning;

/// <summary>How often somebody wants to be called to the app.</summary>
public enum MessageFrequency
{
    Daily,

    /// <summary>One push on three days of seven.</summary>
    ThreePerWeek,

    /// <summary>Everything waits in the app.</summary>
    None,
}

/// <summary>How somebody wants to hear from a programme.</summary>
/// <param name="Frequency">How often.</param>
/// <param name="PreferredTime">When, on their own clock.</param>
public sealed record Messaging(MessageFrequency Frequency, TimeOnly PreferredTime)
{
    /// <summary>For whoever has no wish.</summary>
    public static Messaging Usual { get; } = new(MessageFrequency.Daily, new TimeOnly(8, 30));
}

/// <summary>When a person may be disturbed, whoever wants to.</summary>
/// <param name="Clock">The one on their wall.</param>
/// <param name="QuietHours">Null where they want none.</param>
/// <param name="Room">How many pushes more they allow on that day.</param>
public sealed record Reach(LocalClock Clock, QuietHours? QuietHours, int Room)
{
    /// <summary>Whether another message has called them, or is to call them, to their phone that day.</summary>
    public bool IsCalled { get; init; }
}

/// <summary>An activity and when it is told.</summary>
/// <param name="Planned">What.</param>
/// <param name="ToldAt">From when it is in the inbox.</param>
/// <param name="PushUntil">Until when its push may go; null where it is not pushed.</param>
public sealed record PlannedMessage(PlannedActivity Planned, DateTimeOffset ToldAt, DateTimeOffset? PushUntil);

/// <summary>Spreads a day's activities over the day: a pure function, like the plan.</summary>
public static class Delivery
{
    /// <summary>Between two activities that have no time of their own.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromHours(4);

    /// <summary>The earliest time that somebody can wish for: their day is planned from midnight on.</summary>
    public static TimeOnly Earliest { get; } = new(5, 0);

    /// <summary>Nothing is planned to call anybody to the app later; only the end of quiet hours that somebody set themselves can be.</summary>
    public static TimeOnly Latest { get; } = new(20, 30);

    /// <summary>When each new activity of a plan is told, and which of them are pushed.</summary>
    /// <param name="plan">Of one day.</param>
    /// <param name="messaging">How they want to hear.</param>
    /// <param name="reach">When they may be disturbed.</param>
    /// <param name="now">
    /// Nothing is told before; what should have been is there at once, without a push: whoever plans their day late has the app in hand.
    /// </param>
    public static IReadOnlyList<PlannedMessage> Of(DayPlan plan, Messaging messaging, Reach reach, DateTimeOffset now)
    {
        var room = Math.Min(reach.Room, PushesOn(plan, reach, messaging.Frequency));
        var dayEnds = reach.Clock.ToInstant(plan.Day.AddDays(1), TimeOnly.MinValue);
        var messages = new List<PlannedMessage>();
        var pushedAt = new HashSet<DateTimeOffset>();
        var next = messaging.PreferredTime;
        foreach (var planned in plan.Activities)
        {
            // Whoever tells of something is answered at once, with the app in hand, beside what has a time of the day.
            if (planned.IsAnswer)
            {
                if (planned.IsNew)
                {
                    messages.Add(new PlannedMessage(planned, now, PushUntil: null));
                }

                continue;
            }

            // What was planned before keeps its time of the day.
            var time = planned.Activity.Timing.At ?? Take(ref next, messaging.PreferredTime);
            if (!planned.IsNew)
            {
                continue;
            }

            var (at, mayPush) = Place(plan.Day, time, reach, now, dayEnds);

            // What comes in the same minute is found by one call.
            var isPushed = mayPush && room > 0 && pushedAt.Add(at);
            room -= isPushed ? 1 : 0;
            messages.Add(new PlannedMessage(planned, at, isPushed ? Earlier(dayEnds, reach.QuietHours?.StartAfter(at, reach.Clock)) : null));
        }

        return messages;
    }

    private static TimeOnly Take(ref TimeOnly next, TimeOnly preferred)
    {
        var taken = next;
        var later = next.Add(Spacing, out var wrapped);
        next = wrapped > 0 || later > Latest ? preferred : later;
        return taken;
    }

    private static (DateTimeOffset At, bool MayPush) Place(DateOnly day, TimeOnly time, Reach reach, DateTimeOffset now, DateTimeOffset dayEnds)
    {
        var wished = reach.Clock.ToInstant(day, time);
        if (wished < now)
        {
            return (now, false);
        }

        if (time > Latest)
        {
            return (wished, false);
        }

        // Quiet hours that last until the day is over leave the message to the app.
        var awake = reach.QuietHours?.EndOfStretchAt(wished, reach.Clock) ?? wished;
        return awake < dayEnds ? (awake, true) : (wished, false);
    }

    /// <summary>
    /// Three a week are those of the calendar, the same for both programmes, and a day on which something else calls has its one: whoever follows both is
    /// called no more often than they wish. A day that is planned again has had its one, too.
    /// </summary>
    private static int PushesOn(DayPlan plan, Reach reach, MessageFrequency frequency) => frequency switch
    {
        MessageFrequency.Daily => int.MaxValue,
        MessageFrequency.ThreePerWeek => plan.Day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Wednesday or DayOfWeek.Friday
            && !reach.IsCalled && plan.Activities.All(planned => planned.IsNew) ? 1 : 0,
        _ => 0,
    };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
