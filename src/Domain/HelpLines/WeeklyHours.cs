using System.Runtime.InteropServices;

namespace MobileBackend.Domain.HelpLines;

/// <summary>
/// Hours on the clock. An interval that closes at or before it opens runs into the next day: 08:00 to 02:00, or 00:00 to 00:00 for a whole day.
/// </summary>
/// <param name="Opens">Local time of the first open minute.</param>
/// <param name="Closes">Local time of the first closed minute.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClockInterval(TimeOnly Opens, TimeOnly Closes)
{
    public static ClockInterval WholeDay { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue);

    public bool CrossesMidnight => Closes <= Opens;

    /// <summary>Ticks from the midnight before it opens to its end; more than a day where it crosses midnight.</summary>
    internal long EndTicks => Closes.Ticks + (CrossesMidnight ? TimeSpan.TicksPerDay : 0);

    /// <summary>Whether a list of intervals of one day, in order, has two at once.</summary>
    internal static bool Overlap(IReadOnlyList<ClockInterval> ordered) =>
        ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.EndTicks > pair.Second.Opens.Ticks);
}

/// <summary>The hours of each day of a week. An interval belongs to the day on which it opens.</summary>
public sealed class WeeklyHours
{
    private readonly Dictionary<DayOfWeek, IReadOnlyList<ClockInterval>> _days;

    /// <summary>Days that are absent are closed.</summary>
    /// <exception cref="ArgumentException">Two intervals overlap, on one day or across midnight.</exception>
    public WeeklyHours(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<ClockInterval>> days)
    {
        _days = days.ToDictionary(day => day.Key, day => (IReadOnlyList<ClockInterval>)[.. day.Value.OrderBy(interval => interval.Opens)]);
        foreach (var (day, intervals) in _days)
        {
            var tomorrow = On((DayOfWeek)(((int)day + 1) % 7));
            var runsIntoTomorrow = intervals.Count > 0 && tomorrow.Count > 0 && intervals[^1].EndTicks - TimeSpan.TicksPerDay > tomorrow[0].Opens.Ticks;
            if (ClockInterval.Overlap(intervals) || runsIntoTomorrow)
            {
                throw new ArgumentException($"Two intervals that open on {day} or the day after overlap.", nameof(days));
            }
        }
    }

    public static WeeklyHours Always { get; } =
        new(Enum.GetValues<DayOfWeek>().ToDictionary(day => day, IReadOnlyList<ClockInterval> (_) => [ClockInterval.WholeDay]));

    /// <summary>Whether no minute of the week is closed.</summary>
    public bool IsContinuous =>
        Enum.GetValues<DayOfWeek>().All(day => On(day) is { Count: > 0 } intervals
            && intervals.Zip(intervals.Skip(1)).All(pair => pair.First.EndTicks == pair.Second.Opens.Ticks)
            && On((DayOfWeek)(((int)day + 1) % 7)) is [var next, ..]
            && intervals[^1].EndTicks - TimeSpan.TicksPerDay == next.Opens.Ticks);

    /// <summary>The intervals that open on this day, in order.</summary>
    public IReadOnlyList<ClockInterval> On(DayOfWeek day) => _days.GetValueOrDefault(day, []);
}
