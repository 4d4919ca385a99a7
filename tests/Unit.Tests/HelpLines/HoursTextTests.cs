using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.HelpLines;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.HelpLines;

public sealed class HoursTextTests
{
    [Fact]
    public void Of_DaysWithDifferentHours_NamesEach()
    {
        var week = new WeeklyHours(new Dictionary<DayOfWeek, IReadOnlyList<ClockInterval>>
        {
            [DayOfWeek.Sunday] = [ClockInterval.WholeDay],
            [DayOfWeek.Monday] = [Clock(8, 30, 12, 0), Clock(14, 0, 0, 0)],
            [DayOfWeek.Wednesday] = [Clock(8, 30, 12, 0), Clock(14, 0, 0, 0)],
        });

        var text = HoursText.Of(week, closedOnPublicHolidays: false);

        text.French.Replace('\u00A0', ' ').ShouldBe("Le lundi et le mercredi, de 8 h 30 à 12 h et de 14 h à minuit ; le dimanche, 24 h/24");
        text.English.Replace('\u00A0', ' ').ShouldBe("Monday and Wednesday, 8:30 am to noon and 2 pm to midnight; Sunday, 24 hours a day");
    }

    [Fact]
    public void Of_NoHours_SaysClosed() =>
        HoursText.Of(new WeeklyHours(new Dictionary<DayOfWeek, IReadOnlyList<ClockInterval>>()), closedOnPublicHolidays: true).French.ShouldBe("Fermé");

    [Fact]
    public void Of_AlwaysOpen_SaysSo() => HoursText.Of(WeeklyHours.Always, closedOnPublicHolidays: false).English.ShouldBe("24 hours a day, 7 days a week");

    private static ClockInterval Clock(int hour, int minute, int toHour, int toMinute) => new(new TimeOnly(hour, minute), new TimeOnly(toHour, toMinute));
}
