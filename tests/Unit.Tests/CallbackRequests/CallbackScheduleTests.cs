using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class CallbackScheduleTests
{
    /// <summary>Monday 23 November 2026, 9:00 in Paris.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Monday = new(2026, 11, 23);

    private static readonly CallbackSchedule Schedule = new(Hours(), new CallbackPolicy(6, 10, TimeSpan.FromMinutes(30), 14));

    [Fact]
    public void SlotsOn_Weekday_CoversTheOpeningHoursInHalfHours()
    {
        var slots = Schedule.SlotsOn(Monday).ToList();

        slots.Count.ShouldBe(24);
        slots[0].LocalStart.TimeOfDay.ShouldBe(TimeSpan.FromHours(8));
        slots[^1].LocalEnd.TimeOfDay.ShouldBe(TimeSpan.FromHours(20));
    }

    [Fact]
    public void OfferedOn_Today_RespectsTheMinimumNotice()
    {
        TimeOnly.FromDateTime(Schedule.OfferedOn(Monday, Now).First().LocalStart).ShouldBe(new TimeOnly(9, 30));
    }

    [Theory]
    [InlineData("2026-11-22", "10:00")]
    [InlineData("2026-11-23", "09:00")]
    [InlineData("0001-01-01", "00:00")]
    public void Find_PastOrTooSoon_IsRefused(string date, string start)
    {
        Find(date, start).Error.ShouldBe(CallbackRequestErrors.SlotPast);
    }

    [Theory]
    [InlineData("2026-12-08", "10:00")]
    [InlineData("9999-12-31", "23:30")]
    public void Find_BeyondTheHorizon_IsRefused(string date, string start)
    {
        Find(date, start).Error.ShouldBe(CallbackRequestErrors.SlotBeyondHorizon);
    }

    [Theory]
    [InlineData("2026-11-29", "10:00")]
    [InlineData("2026-11-24", "07:30")]
    [InlineData("2026-11-24", "20:00")]
    [InlineData("2026-11-24", "10:15")]
    public void Find_ClosedOrNoSlot_IsRefused(string date, string start)
    {
        Find(date, start).Error.ShouldBe(CallbackRequestErrors.SlotClosed);
    }

    [Fact]
    public void Find_LastDayOfTheHorizon_IsTheInstantInParis()
    {
        Find("2026-12-07", "10:00").Value.StartsAt.ShouldBe(new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void CapacityOf_CampaignDay_IsTheCampaigns()
    {
        var campaign = new CampaignPeriod(new LocalizedText("Campagne", "Campaign"), Monday, Monday, Week(20));
        var schedule = new CallbackSchedule(new OpeningHours(Week(20), campaigns: [campaign]), new CallbackPolicy(6, 10, TimeSpan.Zero, 14));

        schedule.CapacityOf(schedule.SlotsOn(Monday).First()).ShouldBe(10);
        schedule.CapacityOf(schedule.SlotsOn(Monday.AddDays(1)).First()).ShouldBe(6);
    }

    private static Result<CallbackSlot> Find(string date, string start) =>
        Schedule.Find(new WishedSlot(DateOnly.Parse(date), TimeOnly.Parse(start)), Now);

    private static OpeningHours Hours() => new(Week(20), closedOnPublicHolidays: true);

    private static WeeklyHours Week(int closes) => new(Enum.GetValues<DayOfWeek>().Where(day => day != DayOfWeek.Sunday)
        .ToDictionary(day => day, IReadOnlyList<ClockInterval> (_) => [new ClockInterval(new TimeOnly(8, 0), new TimeOnly(closes, 0))]));
}
