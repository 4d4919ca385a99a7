namespace MobileBackend.Domain.Common;

/// <summary>The clock on somebody's wall: from what is read on it to instants, and back.</summary>
public sealed class LocalClock(TimeZoneInfo zone)
{
    /// <summary>That of a time zone; the service's own where this machine does not know it: another one may have taken it from a person.</summary>
    /// <param name="timeZoneId">IANA id.</param>
    public static LocalClock In(string timeZoneId) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(TimeZoneInfo.TryFindSystemTimeZoneById(timeZoneId, out _) ? timeZoneId : FrenchClock.TimeZoneId));

    /// <summary>
    /// The instant, in UTC, at which the clock shows this. An hour skipped in spring stands for the first instant after the gap; in
    /// autumn, when an hour comes twice, the first one is meant.
    /// </summary>
    /// <remarks>The first minutes of year 1 stand for the first instant that .NET knows: dates come from requests, and none may throw.</remarks>
    public DateTimeOffset ToInstant(DateOnly date, TimeOnly time) => ToInstant(date, time, offsets => offsets.Max());

    /// <summary>The same, but the second one where an hour comes twice.</summary>
    public DateTimeOffset ToLastInstant(DateOnly date, TimeOnly time) => ToInstant(date, time, offsets => offsets.Min());

    /// <summary>What the clock shows at an instant (<see cref="DateTimeKind.Unspecified"/>).</summary>
    public DateTime ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    public DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant));

    public TimeOnly TimeAt(DateTimeOffset instant) => TimeOnly.FromDateTime(ToLocal(instant));

    private DateTimeOffset ToInstant(DateOnly date, TimeOnly time, Func<TimeSpan[], TimeSpan> choose)
    {
        var local = date.ToDateTime(time);
        if (zone.IsInvalidTime(local))
        {
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }
        }

        var offset = zone.IsAmbiguousTime(local) ? choose(zone.GetAmbiguousTimeOffsets(local)) : zone.GetUtcOffset(local);
        return new DateTimeOffset(Math.Max(local.Ticks - offset.Ticks, 0), TimeSpan.Zero);
    }
}
