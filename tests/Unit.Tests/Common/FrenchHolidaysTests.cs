using System.Globalization;
using MobileBackend.Domain.Common;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Common;

public sealed class FrenchHolidaysTests
{
    [Theory]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2008-03-23")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    public void EasterSunday_KnownYears_IsRight(string expected)
    {
        var easter = DateOnly.Parse(expected, CultureInfo.InvariantCulture);
        FrenchHolidays.EasterSunday(easter.Year).ShouldBe(easter);
    }

    [Theory]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-04-05", false)]
    [InlineData("2026-04-06", true)]
    [InlineData("2026-05-01", true)]
    [InlineData("2026-05-08", true)]
    [InlineData("2025-05-29", true)]
    [InlineData("2026-05-14", true)]
    [InlineData("2027-05-06", true)]
    [InlineData("2028-05-25", true)]
    [InlineData("2025-06-09", true)]
    [InlineData("2026-05-25", true)]
    [InlineData("2027-05-17", true)]
    [InlineData("2028-06-05", true)]
    [InlineData("2026-07-14", true)]
    [InlineData("2026-08-15", true)]
    [InlineData("2026-11-01", true)]
    [InlineData("2026-11-11", true)]
    [InlineData("2026-12-25", true)]
    [InlineData("2026-12-26", false)]
    [InlineData("2026-12-31", false)]
    public void IsHoliday_Dates_FollowTheLabourCode(string date, bool expected) =>
        FrenchHolidays.IsHoliday(DateOnly.Parse(date, CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Fact]
    public void In_YearWhenAscensionIsLabourDay_HasTenDays()
    {
        FrenchHolidays.In(2008).Count.ShouldBe(10);
        FrenchHolidays.NameOf(new DateOnly(2008, 5, 1))!.French.ShouldBe("Fête du Travail");
        FrenchHolidays.In(2026).Count.ShouldBe(11);
    }

    [Fact]
    public void In_EveryYear_IsOfThatYearWithEasterInSeason()
    {
        for (var year = 1583; year <= 9999; year++)
        {
            FrenchHolidays.In(year).Keys.Select(date => date.Year).Distinct().ShouldHaveSingleItem().ShouldBe(year);
            var easter = FrenchHolidays.EasterSunday(year);
            easter.DayOfWeek.ShouldBe(DayOfWeek.Sunday);
            (easter >= new DateOnly(year, 3, 22) && easter <= new DateOnly(year, 4, 25)).ShouldBeTrue();
        }
    }
}
