namespace MobileBackend.Domain.Common;

/// <summary>The service's own clock, Europe/Paris: from what people read on it to instants, and back.</summary>
public static class FrenchClock
{
    public const string TimeZoneId = "Europe/Paris";

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);

    /// <summary>
    /// The instant, in UTC, at which the clock shows this. An hour skipped in spring stands for the first instant after the gap; in
    /// autumn, when an hour comes twice, the first one is meant.
    /// </summary>
    /// <remarks>The first minutes of year 1 stand for the first instant that .NET knows: dates come from requests, and none may throw.</remarks>
    public static DateTimeOffset ToInstant(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (Paris.IsInvalidTime(local))
        {
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (Paris.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }
        }

        var offset = Paris.IsAmbiguousTime(local) ? Paris.GetAmbiguousTimeOffsets(local).Max() : Paris.GetUtcOffset(local);
        return new DateTimeOffset(Math.Max(local.Ticks - offset.Ticks, 0), TimeSpan.Zero);
    }

    /// <summary>What the clock shows at an instant (<see cref="DateTimeKind.Unspecified"/>).</summary>
    public static DateTime ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris).DateTime;

    public static DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant));

    public static TimeOnly TimeAt(DateTimeOffset instant) => TimeOnly.FromDateTime(ToLocal(instant));
}
