using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Devices;

/// <summary>A daily stretch of the person's local clock in which nothing is pushed; it may cross midnight.</summary>
public sealed record QuietHours
{
    private QuietHours(TimeOnly start, TimeOnly end)
    {
        Start = start;
        End = end;
    }

    public static QuietHours Default { get; } = new(new TimeOnly(21, 0), new TimeOnly(8, 0));

    public TimeOnly Start { get; private init; }

    public TimeOnly End { get; private init; }

    /// <summary>Both ends are needed, and differ: an empty stretch and a whole day would look alike.</summary>
    public static Result<QuietHours> Between(TimeOnly? start, TimeOnly? end) =>
        start is { } from && end is { } to && from != to ? new QuietHours(from, to) : DeviceErrors.QuietHours;

    /// <summary>
    /// The end of the quiet stretch that an instant falls into, or null outside of one. Where the hour of the end comes twice that night,
    /// the stretch lasts until the clock shows it the second time if the first has passed. Where the clock skips all that is not quiet that night, it goes on
    /// into the next stretch.
    /// </summary>
    public DateTimeOffset? EndOfStretchAt(DateTimeOffset instant, LocalClock clock)
    {
        var local = clock.ToLocal(instant);
        var time = TimeOnly.FromDateTime(local);
        if (!time.IsBetween(Start, End))
        {
            return null;
        }

        var endsOn = DateOnly.FromDateTime(local).AddDays(time < End ? 0 : 1);
        var first = clock.ToInstant(endsOn, End);
        var end = first > instant ? first : clock.ToLastInstant(endsOn, End);
        return EndOfStretchAt(end, clock) ?? end;
    }

    /// <summary>When the next quiet stretch begins.</summary>
    public DateTimeOffset StartAfter(DateTimeOffset instant, LocalClock clock)
    {
        var today = clock.ToInstant(clock.DateAt(instant), Start);
        return today > instant ? today : clock.ToInstant(clock.DateAt(instant).AddDays(1), Start);
    }
}
