using System.Globalization;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Application.HelpLines;

/// <summary>A help line and its state at one instant.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Name, in the client's language.</param>
/// <param name="PhoneNumber">As people write it.</param>
/// <param name="PhoneNumberFromAbroad">As people write it, where there is one.</param>
/// <param name="Cost">What a call costs, in the client's language.</param>
/// <param name="IsOpen">Whether it answers at that instant.</param>
/// <param name="OpensAt">Its next opening, UTC; none where it never closes.</param>
/// <param name="ClosesAt">Its next closing, UTC; none where it never closes.</param>
/// <param name="Hours">When it answers, for display.</param>
public sealed record HelpLineResponse(
    string Code,
    string Name,
    string PhoneNumber,
    string? PhoneNumberFromAbroad,
    string Cost,
    bool IsOpen,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    HelpLineHoursResponse Hours)
{
    internal static HelpLineResponse From(HelpLine line, DateTimeOffset at) => new(
        line.Code,
        line.Name.ToString(),
        line.PhoneNumber,
        line.PhoneNumberFromAbroad,
        line.Cost.ToString(),
        line.Hours.IsOpenAt(at),
        line.Hours.NextOpening(at),
        line.Hours.NextClosing(at),
        HelpLineHoursResponse.From(line.Hours, FrenchClock.DateAt(at)));
}

/// <summary>The hours in force on a day: those of the campaign during a campaign.</summary>
/// <param name="TimeZone">The clock that the hours are on.</param>
/// <param name="Text">The week in a sentence, in the client's language.</param>
/// <param name="ClosedOnPublicHolidays">Whether it closes on public holidays, but for the openings among the exceptions.</param>
/// <param name="Weekly">The week, days with the same hours together.</param>
/// <param name="Campaign">The campaign under way, if any.</param>
/// <param name="Exceptions">The days of the coming month (31 days) with hours of their own, public holidays included, in order.</param>
public sealed record HelpLineHoursResponse(
    string TimeZone,
    string Text,
    bool ClosedOnPublicHolidays,
    IReadOnlyList<WeeklyHoursResponse> Weekly,
    CampaignHoursResponse? Campaign,
    IReadOnlyList<ExceptionalHoursResponse> Exceptions)
{
    private const int DaysAhead = 31;

    internal static HelpLineHoursResponse From(OpeningHours hours, DateOnly date)
    {
        var campaign = hours.CampaignOn(date);
        var weekly = campaign?.Weekly ?? hours.Weekly;
        return new HelpLineHoursResponse(
            FrenchClock.TimeZoneId,
            HoursText.Of(weekly, hours.ClosedOnPublicHolidays).In(CultureInfo.CurrentUICulture),
            hours.ClosedOnPublicHolidays,
            [.. HoursText.DaysByHours(weekly).SelectMany(group => group.Intervals.Select(interval => WeeklyHoursResponse.From(group.Days, interval)))],
            campaign is null ? null : new CampaignHoursResponse(campaign.Name.ToString(), campaign.From, campaign.To),
            [.. Enumerable.Range(0, DaysAhead)
                .Select(day => hours.ExceptionOn(date.AddDays(day)))
                .OfType<ExceptionalDay>()
                .Select(ExceptionalHoursResponse.From)]);
    }
}

/// <summary>Hours that some days share. An end at or before the start is on the next day; 00:00 to 00:00 is a whole day.</summary>
/// <param name="Days">monday to sunday.</param>
/// <param name="Opens">Clock time.</param>
/// <param name="Closes">Clock time.</param>
public sealed record WeeklyHoursResponse(IReadOnlyList<string> Days, TimeOnly Opens, TimeOnly Closes)
{
    internal static WeeklyHoursResponse From(IEnumerable<DayOfWeek> days, ClockInterval interval) =>
        new([.. days.Select(HoursText.Word)], interval.Opens, interval.Closes);
}

/// <summary>A campaign under way, whose week is the one shown.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
public sealed record CampaignHoursResponse(string Name, DateOnly From, DateOnly To);

/// <summary>A day whose hours are its own.</summary>
/// <param name="Date">Local date.</param>
/// <param name="IsClosed">Whether it is closed all day.</param>
/// <param name="Intervals">Its hours, where it is open.</param>
/// <param name="Reason">Why, in the client's language: the name of the public holiday, most often.</param>
public sealed record ExceptionalHoursResponse(DateOnly Date, bool IsClosed, IReadOnlyList<ClockHoursResponse> Intervals, string? Reason)
{
    internal static ExceptionalHoursResponse From(ExceptionalDay day) => new(
        day.Date,
        day.Intervals.Count == 0,
        [.. day.Intervals.Select(interval => new ClockHoursResponse(interval.Opens, interval.Closes))],
        day.Reason?.ToString());
}

/// <summary>From one clock time to another; an end at or before the start is on the next day.</summary>
/// <param name="Opens">Clock time.</param>
/// <param name="Closes">Clock time.</param>
public sealed record ClockHoursResponse(TimeOnly Opens, TimeOnly Closes);
