using System.Globalization;
using MobileBackend.Domain.Common;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Common;

public sealed class FrenchClockTests
{
    [Theory]
    [InlineData("2026-01-15T08:00", "2026-01-15T07:00:00Z")]
    [InlineData("2026-07-15T08:00", "2026-07-15T06:00:00Z")]
    [InlineData("2026-03-29T01:59", "2026-03-29T00:59:00Z")]
    [InlineData("2026-03-29T02:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T02:59:59.9", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T03:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T03:01", "2026-03-29T01:01:00Z")]
    [InlineData("2026-10-25T01:59", "2026-10-24T23:59:00Z")]
    [InlineData("2026-10-25T02:00", "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25T02:59", "2026-10-25T00:59:00Z")]
    [InlineData("2026-10-25T03:00", "2026-10-25T02:00:00Z")]
    public void ToInstant_LocalTime_IsTheFirstInstantThatShowsIt(string local, string expected)
    {
        var moment = DateTime.Parse(local, CultureInfo.InvariantCulture);
        FrenchClock.ToInstant(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment))
            .ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ToInstant_AnyLocalTime_IsInUtc() =>
        FrenchClock.ToInstant(new DateOnly(2026, 7, 15), new TimeOnly(8, 0)).Offset.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Clock_FirstAndLastInstant_DoesNotThrow()
    {
        FrenchClock.ToInstant(DateOnly.MinValue, TimeOnly.MinValue).ShouldBe(DateTimeOffset.MinValue);
        FrenchClock.ToInstant(DateOnly.MaxValue, TimeOnly.MaxValue).ShouldBeLessThan(DateTimeOffset.MaxValue);
        FrenchClock.ToLocal(DateTimeOffset.MinValue).Year.ShouldBe(1);
        FrenchClock.ToLocal(DateTimeOffset.MaxValue).Year.ShouldBe(9999);
    }

    [Fact]
    public void ToLocal_EveryQuarterOfTwoYears_ComesBackToAnInstantThatShowsTheSame()
    {
        var end = new DateTimeOffset(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var instant = end.AddYears(-2); instant < end; instant = instant.AddMinutes(15))
        {
            var date = FrenchClock.DateAt(instant);
            var time = FrenchClock.TimeAt(instant);
            var back = FrenchClock.ToInstant(date, time);
            back.ShouldBeLessThanOrEqualTo(instant);
            (instant - back).ShouldBeOneOf(TimeSpan.Zero, TimeSpan.FromHours(1));
            (FrenchClock.DateAt(back), FrenchClock.TimeAt(back)).ShouldBe((date, time));
        }
    }
}
