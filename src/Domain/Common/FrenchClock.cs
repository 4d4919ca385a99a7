namespace MobileBackend.Domain.Common;

/// <summary>The service's own clock, Europe/Paris: from what people read on it to instants, and back.</summary>
public static class FrenchClock
{
    public const string TimeZoneId = "Europe/Paris";

    private static readonly LocalClock Paris = new(TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId));

    /// <inheritdoc cref="LocalClock.ToInstant(DateOnly, TimeOnly)"/>
    public static DateTimeOffset ToInstant(DateOnly date, TimeOnly time) => Paris.ToInstant(date, time);

    /// <inheritdoc cref="LocalClock.ToLocal"/>
    public static DateTime ToLocal(DateTimeOffset instant) => Paris.ToLocal(instant);

    public static DateOnly DateAt(DateTimeOffset instant) => Paris.DateAt(instant);

    public static TimeOnly TimeAt(DateTimeOffset instant) => Paris.TimeAt(instant);
}
