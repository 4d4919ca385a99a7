using System.Collections.Concurrent;

namespace MobileBackend.Domain.Common;

/// <summary>The eleven public holidays of the whole country (Code du travail, L3133-1), computed for any year of the Gregorian calendar.</summary>
public static class FrenchHolidays
{
    private static readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, LocalizedText>> Years = new();

    public static bool IsHoliday(DateOnly date) => In(date.Year).ContainsKey(date);

    /// <summary>The name of the holiday that <paramref name="date"/> is, if any.</summary>
    public static LocalizedText? NameOf(DateOnly date) => In(date.Year).GetValueOrDefault(date);

    /// <summary>The holidays of a year. There can be ten: Ascension falls on 1 or 8 May in some years (2008).</summary>
    public static IReadOnlyDictionary<DateOnly, LocalizedText> In(int year) => Years.GetOrAdd(year, Compute);

    /// <summary>The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - correction + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(epact + weekday - (7 * late) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }

    private static Dictionary<DateOnly, LocalizedText> Compute(int year)
    {
        var easter = EasterSunday(year);
        var holidays = new Dictionary<DateOnly, LocalizedText>
        {
            [new DateOnly(year, 1, 1)] = new("Jour de l’an", "New Year’s Day"),
            [easter.AddDays(1)] = new("Lundi de Pâques", "Easter Monday"),
            [new DateOnly(year, 5, 1)] = new("Fête du Travail", "Labour Day"),
            [new DateOnly(year, 5, 8)] = new("Victoire de 1945", "Victory in Europe Day"),
            [easter.AddDays(50)] = new("Lundi de Pentecôte", "Whit Monday"),
            [new DateOnly(year, 7, 14)] = new("Fête nationale", "Bastille Day"),
            [new DateOnly(year, 8, 15)] = new("Assomption", "Assumption Day"),
            [new DateOnly(year, 11, 1)] = new("Toussaint", "All Saints’ Day"),
            [new DateOnly(year, 11, 11)] = new("Armistice de 1918", "Armistice Day"),
            [new DateOnly(year, 12, 25)] = new("Noël", "Christmas Day"),
        };
        holidays.TryAdd(easter.AddDays(39), new LocalizedText("Ascension", "Ascension Day"));
        return holidays;
    }
}
