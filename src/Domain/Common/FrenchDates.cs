using System.Globalization;

namespace MobileBackend.Domain.Common;

/// <summary>Dates in French words; the first of a month is « 1er ».</summary>
public static class FrenchDates
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« mardi 24 novembre ».</summary>
    public static string WithWeekday(DateOnly date) => string.Create(French, $"{date:dddd} {Day(date)} {date:MMMM}");

    /// <summary>« 1er décembre 2028 ».</summary>
    public static string WithYear(DateOnly date) => string.Create(French, $"{Day(date)} {date:MMMM yyyy}");

    /// <summary>« mardi 24 novembre 2026 ».</summary>
    public static string InFull(DateOnly date) => string.Create(French, $"{date:dddd} {WithYear(date)}");

    private static string Day(DateOnly date) => date.Day == 1 ? "1er" : date.Day.ToString(French);
}
