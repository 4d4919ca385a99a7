using System.Runtime.InteropServices;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.HelpLines;

/// <summary>A time of campaign, with a week of its own.</summary>
/// <param name="Name">What the campaign is called.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Weekly">The week that replaces the regular one.</param>
public sealed record CampaignPeriod(LocalizedText Name, DateOnly From, DateOnly To, WeeklyHours Weekly)
{
    public bool Covers(DateOnly date) => From <= date && date <= To;
}

/// <summary>The hours of one day, whatever the week says: an exceptional opening, or a closing where there are none.</summary>
/// <param name="Date">Local date on which the intervals open.</param>
/// <param name="Intervals">In order; empty for a day closed.</param>
/// <param name="Reason">What is said about it.</param>
public sealed record ExceptionalDay(DateOnly Date, IReadOnlyList<ClockInterval> Intervals, LocalizedText? Reason);

/// <summary>A stretch during which a line answers, as opened on one date.</summary>
/// <param name="Date">Local date on which it opens.</param>
/// <param name="Clock">Its hours on the clock.</param>
/// <param name="StartsAt">First open instant, UTC.</param>
/// <param name="EndsAt">First closed instant, UTC.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OpenInterval(DateOnly Date, ClockInterval Clock, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>
/// When a help line answers, on the clock of Europe/Paris: a regular week, campaigns with their own, and exceptional days. A date's hours
/// are those of its exceptional day, else none on a public holiday where the line closes on these, else its campaign's, else the week's.
/// </summary>
/// <remarks>
/// Hours belong to the date on which they open: what opened the evening before still closes at its time on a closed day. In the two nights when
/// the clock changes, hours follow <see cref="FrenchClock"/>. Outside the years 1900 to 2200 nothing is open.
/// </remarks>
public sealed class OpeningHours
{
    // Longer than any regular closing, and enough for a yearly one; a line that is open or closed beyond it is said to stay so.
    private const int HorizonDays = 400;

    private static readonly DateOnly FirstDay = new(1900, 1, 1);
    private static readonly DateOnly LastDay = new(2200, 12, 31);

    private readonly Dictionary<DateOnly, ExceptionalDay> _exceptions;
    private readonly bool _alwaysOpen;

    /// <exception cref="ArgumentException">
    /// Two campaigns share a day, one ends before it starts, a date has two exceptions, or an exception's intervals overlap.
    /// </exception>
    public OpeningHours(
        WeeklyHours weekly,
        bool closedOnPublicHolidays = false,
        IEnumerable<CampaignPeriod>? campaigns = null,
        IEnumerable<ExceptionalDay>? exceptions = null)
    {
        Weekly = weekly;
        ClosedOnPublicHolidays = closedOnPublicHolidays;
        Campaigns = [.. (campaigns ?? []).OrderBy(campaign => campaign.From)];
        Exceptions = [.. (exceptions ?? []).OrderBy(exception => exception.Date)];

        if (Campaigns.FirstOrDefault(campaign => campaign.To < campaign.From) is { } reversed)
        {
            throw new ArgumentException($"The campaign that starts on {reversed.From:yyyy-MM-dd} ends before.", nameof(campaigns));
        }

        if (Campaigns.Zip(Campaigns.Skip(1)).FirstOrDefault(pair => pair.Second.From <= pair.First.To) is { First: not null, Second: { } second })
        {
            throw new ArgumentException($"The campaign that starts on {second.From:yyyy-MM-dd} overlaps the one before.", nameof(campaigns));
        }

        if (Exceptions.FirstOrDefault(exception => ClockInterval.Overlap(exception.Intervals)) is { } overlapping)
        {
            throw new ArgumentException($"The intervals of {overlapping.Date:yyyy-MM-dd} overlap or are not in order.", nameof(exceptions));
        }

        // Throws on a date given twice.
        _exceptions = Exceptions.ToDictionary(exception => exception.Date);
        _alwaysOpen = weekly.IsContinuous && !closedOnPublicHolidays && Campaigns.Count == 0 && Exceptions.Count == 0;
    }

    public WeeklyHours Weekly { get; }

    public bool ClosedOnPublicHolidays { get; }

    /// <summary>In order of date.</summary>
    public IReadOnlyList<CampaignPeriod> Campaigns { get; }

    /// <summary>In order of date.</summary>
    public IReadOnlyList<ExceptionalDay> Exceptions { get; }

    /// <summary>Whether hours are known at this instant (local years 1900 to 2200).</summary>
    public static bool Covers(DateTimeOffset instant) =>
        instant.UtcDateTime > FirstDay.ToDateTime(TimeOnly.MinValue) && instant.UtcDateTime < LastDay.ToDateTime(TimeOnly.MinValue);

    public CampaignPeriod? CampaignOn(DateOnly date) => Campaigns.FirstOrDefault(campaign => campaign.Covers(date));

    public bool IsCampaignOn(DateOnly date) => CampaignOn(date) is not null;

    /// <summary>The exceptional day of a date, or the closing that its being a public holiday causes.</summary>
    public ExceptionalDay? ExceptionOn(DateOnly date) =>
        _exceptions.GetValueOrDefault(date)
        ?? (ClosedOnPublicHolidays && FrenchHolidays.NameOf(date) is { } holiday ? new ExceptionalDay(date, [], holiday) : null);

    /// <summary>The stretches that open on a local date, in order. Those that the spring change of clock leaves without a minute are left out.</summary>
    public IReadOnlyList<OpenInterval> OpenIntervalsOn(DateOnly date)
    {
        if (date < FirstDay || date > LastDay)
        {
            return [];
        }

        var hours = ExceptionOn(date)?.Intervals ?? (CampaignOn(date)?.Weekly ?? Weekly).On(date.DayOfWeek);
        return [.. hours.Select(interval => Place(date, interval)).Where(open => open.StartsAt < open.EndsAt)];
    }

    public bool IsOpenAt(DateTimeOffset instant)
    {
        if (!Covers(instant))
        {
            return false;
        }

        var today = FrenchClock.DateAt(instant);
        return OpenIntervalsOn(today.AddDays(-1)).Concat(OpenIntervalsOn(today)).Any(open => open.StartsAt <= instant && instant < open.EndsAt);
    }

    /// <summary>The first instant after this one at which the line, closed until then, opens; null where none comes within 400 days.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset after) =>
        Stretches(after).Select(stretch => (DateTimeOffset?)stretch.StartsAt).FirstOrDefault(start => start > after);

    /// <summary>The first instant after this one at which the line, open until then, closes; null where none comes within 400 days.</summary>
    public DateTimeOffset? NextClosing(DateTimeOffset after) =>
        Stretches(after).Select(stretch => stretch.EndsAt).FirstOrDefault(end => end > after);

    private static OpenInterval Place(DateOnly date, ClockInterval interval) => new(
        date,
        interval,
        FrenchClock.ToInstant(date, interval.Opens),
        FrenchClock.ToInstant(interval.CrossesMidnight ? date.AddDays(1) : date, interval.Closes));

    /// <summary>The stretches from the day before, those that touch joined; the last has no end where it may go on beyond the horizon.</summary>
    private IEnumerable<(DateTimeOffset StartsAt, DateTimeOffset? EndsAt)> Stretches(DateTimeOffset after)
    {
        if (_alwaysOpen || !Covers(after))
        {
            yield break;
        }

        var first = FrenchClock.DateAt(after).AddDays(-1);
        (DateTimeOffset StartsAt, DateTimeOffset EndsAt)? joined = null;
        foreach (var open in Enumerable.Range(0, HorizonDays).SelectMany(day => OpenIntervalsOn(first.AddDays(day))))
        {
            if (joined is not { } current)
            {
                joined = (open.StartsAt, open.EndsAt);
            }
            else if (open.StartsAt <= current.EndsAt)
            {
                joined = (current.StartsAt, open.EndsAt > current.EndsAt ? open.EndsAt : current.EndsAt);
            }
            else
            {
                yield return (current.StartsAt, current.EndsAt);
                joined = (open.StartsAt, open.EndsAt);
            }
        }

        if (joined is { } last)
        {
            var mayGoOn = FrenchClock.DateAt(last.EndsAt) >= first.AddDays(HorizonDays);
            yield return (last.StartsAt, mayGoOn ? null : last.EndsAt);
        }
    }
}
