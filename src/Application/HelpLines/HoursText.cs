using System.Globalization;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Application.HelpLines;

/// <summary>A week of hours in words: “Du lundi au samedi, de 8 h à 20 h”.</summary>
internal static class HoursText
{
    private const char NoBreakSpace = '\u00A0';

    private static readonly DayOfWeek[] MondayFirst =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static LocalizedText Of(WeeklyHours weekly, bool closedOnPublicHolidays)
    {
        var holidays = closedOnPublicHolidays ? new LocalizedText(", hors jours fériés", ", except on public holidays") : new LocalizedText("", "");
        if (weekly.IsContinuous)
        {
            return new LocalizedText(
                $"24{NoBreakSpace}h/24, 7{NoBreakSpace}j/7{holidays.French}",
                $"24 hours a day, 7 days a week{holidays.English}");
        }

        var groups = DaysByHours(weekly).ToList();
        return groups.Count == 0
            ? new LocalizedText("Fermé", "Closed")
            : new LocalizedText(
                Capitalized(string.Join($"{NoBreakSpace}; ", groups.Select(group => $"{FrenchDays(group.Days)}, {FrenchHours(group.Intervals)}")))
                    + holidays.French,
                Capitalized(string.Join("; ", groups.Select(group => $"{EnglishDays(group.Days)}, {EnglishHours(group.Intervals)}"))) + holidays.English);
    }

    /// <summary>The open days, Monday first, those with the same hours together.</summary>
    public static IEnumerable<(IReadOnlyList<DayOfWeek> Days, IReadOnlyList<ClockInterval> Intervals)> DaysByHours(WeeklyHours weekly) =>
        MondayFirst
            .Where(day => weekly.On(day).Count > 0)
            .GroupBy(day => string.Join(' ', weekly.On(day)))
            .Select(group => ((IReadOnlyList<DayOfWeek>)[.. group], weekly.On(group.First())));

    /// <summary>The word of the contract: <c>monday</c>.</summary>
    public static string Word(DayOfWeek day) => CultureInfo.InvariantCulture.TextInfo.ToLower(day.ToString());

    private static string FrenchDays(IReadOnlyList<DayOfWeek> days) =>
        days.Count == 7 ? "tous les jours"
        : IsRun(days) ? $"du {Name(days[0], French)} au {Name(days[^1], French)}"
        : Joined([.. days.Select(day => $"le {Name(day, French)}")], "et");

    private static string EnglishDays(IReadOnlyList<DayOfWeek> days) =>
        days.Count == 7 ? "every day"
        : IsRun(days) ? $"{Name(days[0], English)} to {Name(days[^1], English)}"
        : Joined([.. days.Select(day => Name(day, English))], "and");

    private static string FrenchHours(IReadOnlyList<ClockInterval> intervals) =>
        Joined([.. intervals.Select(interval => interval == ClockInterval.WholeDay
            ? $"24{NoBreakSpace}h/24"
            : $"de {FrenchTime(interval.Opens)} à {FrenchTime(interval.Closes)}")], "et");

    private static string EnglishHours(IReadOnlyList<ClockInterval> intervals) =>
        Joined([.. intervals.Select(interval => interval == ClockInterval.WholeDay
            ? "24 hours a day"
            : $"{EnglishTime(interval.Opens)} to {EnglishTime(interval.Closes)}")], "and");

    private static string FrenchTime(TimeOnly time) => time switch
    {
        { Hour: 0, Minute: 0 } => "minuit",
        { Minute: 0 } => $"{time.Hour}{NoBreakSpace}h",
        _ => $"{time.Hour}{NoBreakSpace}h{NoBreakSpace}{time.Minute:00}",
    };

    private static string EnglishTime(TimeOnly time) => time switch
    {
        { Hour: 0, Minute: 0 } => "midnight",
        { Hour: 12, Minute: 0 } => "noon",
        { Minute: 0 } => TwelveHours(time, "%h"),
        _ => TwelveHours(time, "h:mm"),
    };

    private static string TwelveHours(TimeOnly time, string format) =>
        $"{time.ToString(format, CultureInfo.InvariantCulture)}{NoBreakSpace}{(time.Hour < 12 ? "am" : "pm")}";

    private static bool IsRun(IReadOnlyList<DayOfWeek> days) =>
        days.Count > 2 && Array.IndexOf(MondayFirst, days[^1]) - Array.IndexOf(MondayFirst, days[0]) == days.Count - 1;

    private static string Name(DayOfWeek day, CultureInfo culture) => culture.DateTimeFormat.GetDayName(day);

    private static string Joined(IReadOnlyList<string> parts, string and) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Count - 1))} {and} {parts[^1]}";

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
