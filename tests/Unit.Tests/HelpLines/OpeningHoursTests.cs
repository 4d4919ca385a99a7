using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.HelpLines;

public sealed class OpeningHoursTests
{
    private static readonly LocalizedText Name = new("Mois sans tabac", "Mois sans tabac");

    private static readonly OpeningHours Tobacco = new(
        Week("08:00-20:00", DayOfWeek.Sunday),
        closedOnPublicHolidays: true,
        campaigns: [new CampaignPeriod(Name, new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 30), Week("08:00-21:00", DayOfWeek.Sunday))],
        exceptions:
        [
            new ExceptionalDay(new DateOnly(2026, 11, 1), [Clock("10:00-18:00")], null),
            new ExceptionalDay(new DateOnly(2026, 12, 24), [], null),
        ]);

    private static readonly OpeningHours Adalis = new(Week("08:00-02:00"));

    private static readonly OpeningHours Always = new(WeeklyHours.Always);

    [Theory]
    [InlineData("2026-09-21T07:59", false)]
    [InlineData("2026-09-21T08:00", true)]
    [InlineData("2026-09-21T19:59", true)]
    [InlineData("2026-09-21T20:00", false)]
    [InlineData("2026-09-26T12:00", true)] // Saturday
    [InlineData("2026-09-27T12:00", false)] // Sunday
    [InlineData("2026-09-30T20:30", false)] // the evening before the campaign
    [InlineData("2026-10-01T20:30", true)]
    [InlineData("2026-11-30T20:30", true)]
    [InlineData("2026-12-01T20:30", false)]
    [InlineData("2026-11-11T12:00", false)] // public holiday, a Wednesday
    [InlineData("2026-11-01T12:00", true)] // Sunday and public holiday, opened
    [InlineData("2026-11-01T19:00", false)]
    [InlineData("2026-12-24T12:00", false)] // closed exceptionally
    [InlineData("2026-12-25T12:00", false)]
    [InlineData("2026-12-31T12:00", true)]
    [InlineData("2027-01-01T12:00", false)]
    [InlineData("2027-05-06T12:00", false)] // Ascension
    public void IsOpenAt_TobaccoLine_FollowsWeekCampaignHolidaysAndExceptions(string local, bool expected) =>
        Tobacco.IsOpenAt(Paris(local)).ShouldBe(expected);

    [Theory]
    [InlineData("2026-09-21T07:00", "2026-09-21T08:00", "2026-09-21T20:00")]
    [InlineData("2026-09-21T08:00", "2026-09-22T08:00", "2026-09-21T20:00")]
    [InlineData("2026-09-21T20:00", "2026-09-22T08:00", "2026-09-22T20:00")]
    [InlineData("2026-09-26T20:00", "2026-09-28T08:00", "2026-09-28T20:00")] // over a Sunday
    [InlineData("2026-10-31T22:00", "2026-11-01T10:00", "2026-11-01T18:00")] // the Sunday opened
    [InlineData("2026-11-10T21:00", "2026-11-12T08:00", "2026-11-12T21:00")] // over a public holiday
    [InlineData("2026-12-23T21:00", "2026-12-26T08:00", "2026-12-26T20:00")] // closed 24 and 25
    [InlineData("2026-12-31T21:00", "2027-01-02T08:00", "2027-01-02T20:00")] // over the new year
    public void NextOpeningAndClosing_TobaccoLine_SkipWhatIsClosed(string at, string opens, string closes)
    {
        Tobacco.NextOpening(Paris(at)).ShouldBe(Paris(opens));
        Tobacco.NextClosing(Paris(at)).ShouldBe(Paris(closes));
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", true)] // 01:59:59, the clock then jumps to 03:00
    [InlineData("2026-03-29T01:00:00Z", false)]
    [InlineData("2026-03-29T05:59:59Z", false)]
    [InlineData("2026-03-29T06:00:00Z", true)] // 08:00 in summer time
    [InlineData("2026-10-24T23:59:59Z", true)] // 01:59:59
    [InlineData("2026-10-25T00:00:00Z", false)] // 02:00 for the first time
    [InlineData("2026-10-25T01:00:00Z", false)] // 02:00 for the second time
    [InlineData("2026-10-25T06:59:59Z", false)]
    [InlineData("2026-10-25T07:00:00Z", true)] // 08:00 in winter time
    public void IsOpenAt_LinePastMidnight_IsRightInBothNightsOfTheClockChange(string instant, bool expected) =>
        Adalis.IsOpenAt(Utc(instant)).ShouldBe(expected);

    [Theory]
    [InlineData("2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z", "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T07:00:00Z", "2026-10-26T01:00:00Z")]
    [InlineData("2026-12-31T22:00:00Z", "2027-01-01T07:00:00Z", "2027-01-01T01:00:00Z")]
    public void NextOpeningAndClosing_LinePastMidnight_CrossDaysYearsAndClockChanges(string at, string opens, string closes)
    {
        Adalis.NextOpening(Utc(at)).ShouldBe(Utc(opens));
        Adalis.NextClosing(Utc(at)).ShouldBe(Utc(closes));
    }

    [Fact]
    public void NextClosing_IntervalsThatTouchAtMidnight_AreOne()
    {
        var split = new OpeningHours(new WeeklyHours(Enum.GetValues<DayOfWeek>()
            .ToDictionary(day => day, IReadOnlyList<ClockInterval> (_) => [Clock("00:00-02:00"), Clock("08:00-00:00")])));
        var evening = Paris("2026-09-21T23:00");

        split.NextClosing(evening).ShouldBe(Paris("2026-09-22T02:00"));
        split.NextOpening(evening).ShouldBe(Paris("2026-09-22T08:00"));
    }

    [Fact]
    public void NextOpening_EveningBeforeRunsIntoAnExceptionalOpening_IsNotAnOpening()
    {
        var hours = new OpeningHours(Week("08:00-02:00"), exceptions: [new ExceptionalDay(new DateOnly(2026, 9, 22), [Clock("01:00-10:00")], null)]);

        hours.NextOpening(Paris("2026-09-21T23:00")).ShouldBe(Paris("2026-09-23T08:00"));
        hours.NextClosing(Paris("2026-09-21T23:00")).ShouldBe(Paris("2026-09-22T10:00"));
    }

    [Fact]
    public void AlwaysOpen_AnyInstant_NeitherOpensNorCloses()
    {
        var instant = Utc("2026-03-29T01:00:00Z");
        Always.IsOpenAt(instant).ShouldBeTrue();
        Always.NextOpening(instant).ShouldBeNull();
        Always.NextClosing(instant).ShouldBeNull();
    }

    [Fact]
    public void AlwaysOpen_WithOneClosing_ClosesAndOpensOnce()
    {
        var hours = new OpeningHours(WeeklyHours.Always, exceptions: [new ExceptionalDay(new DateOnly(2026, 9, 22), [], null)]);

        hours.NextClosing(Paris("2026-09-20T12:00")).ShouldBe(Paris("2026-09-22T00:00"));
        hours.NextOpening(Paris("2026-09-20T12:00")).ShouldBe(Paris("2026-09-23T00:00"));
        hours.NextClosing(Paris("2026-09-23T12:00")).ShouldBeNull();
    }

    [Fact]
    public void NeverOpen_AnyInstant_NeitherOpensNorCloses()
    {
        var hours = new OpeningHours(new WeeklyHours(new Dictionary<DayOfWeek, IReadOnlyList<ClockInterval>>()));
        hours.IsOpenAt(Paris("2026-09-21T12:00")).ShouldBeFalse();
        hours.NextOpening(Paris("2026-09-21T12:00")).ShouldBeNull();
        hours.NextClosing(Paris("2026-09-21T12:00")).ShouldBeNull();
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1899-12-31T00:00:00Z")]
    [InlineData("1900-01-02T12:00:00Z")]
    [InlineData("2200-12-30T12:00:00Z")]
    [InlineData("2201-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void AnyQuestion_FarPastOrFuture_Answers(string at)
    {
        var instant = Utc(at);
        foreach (var hours in new[] { Tobacco, Adalis, Always })
        {
            (hours.NextOpening(instant) ?? hours.NextClosing(instant) ?? instant).ShouldBeGreaterThanOrEqualTo(instant);
            (OpeningHours.Covers(instant) || !hours.IsOpenAt(instant)).ShouldBeTrue();
        }

        Tobacco.OpenIntervalsOn(DateOnly.MaxValue).ShouldBeEmpty();
        Tobacco.OpenIntervalsOn(DateOnly.MinValue).ShouldBeEmpty();
    }

    [Fact]
    public void OpenIntervalsOn_CampaignDay_GivesClockAndInstants()
    {
        var open = Tobacco.OpenIntervalsOn(new DateOnly(2026, 11, 2)).ShouldHaveSingleItem();
        open.Clock.ShouldBe(Clock("08:00-21:00"));
        open.StartsAt.ShouldBe(Utc("2026-11-02T07:00:00Z"));
        open.EndsAt.ShouldBe(Utc("2026-11-02T20:00:00Z"));
        Tobacco.IsCampaignOn(new DateOnly(2026, 11, 2)).ShouldBeTrue();
        Tobacco.IsCampaignOn(new DateOnly(2026, 12, 1)).ShouldBeFalse();
    }

    [Fact]
    public void OpenIntervalsOn_HourThatTheClockSkips_IsLeftOut()
    {
        var hours = new OpeningHours(Week("02:15-02:45"));
        hours.OpenIntervalsOn(new DateOnly(2026, 3, 29)).ShouldBeEmpty();
        hours.OpenIntervalsOn(new DateOnly(2026, 3, 30)).ShouldHaveSingleItem();
    }

    [Fact]
    public void WeeklyHours_IntervalsOverlap_AreRefused()
    {
        Should.Throw<ArgumentException>(() => Week("08:00-12:00 11:00-14:00"));
        Should.Throw<ArgumentException>(() => Week("01:00-03:00 08:00-02:00"));
        Should.NotThrow(() => Week("02:00-03:00 08:00-02:00"));
    }

    [Fact]
    public void OpeningHours_CampaignsOrExceptionsCollide_AreRefused()
    {
        var day = new DateOnly(2026, 11, 1);
        var week = Week("08:00-20:00");
        Should.Throw<ArgumentException>(() => new OpeningHours(week, campaigns: [new CampaignPeriod(Name, day, day.AddDays(-1), week)]));
        Should.Throw<ArgumentException>(() => new OpeningHours(
            week, campaigns: [new CampaignPeriod(Name, day, day.AddDays(3), week), new CampaignPeriod(Name, day.AddDays(3), day.AddDays(5), week)]));
        Should.Throw<ArgumentException>(() => new OpeningHours(week, exceptions: [new ExceptionalDay(day, [], null), new ExceptionalDay(day, [], null)]));
    }

    [Fact]
    public void Hours_AnyInstantOfManyYears_AreConsistent()
    {
        var start = Utc("2024-01-01T00:00:00Z");
        var anywhere = Gen.Choose(0, 10 * 366 * 24 * 12).Select(step => start.AddMinutes(5L * step));
        var nights = Gen.Elements("2025-03-30", "2026-03-29", "2027-03-28", "2025-10-26", "2026-10-25", "2027-10-31")
            .SelectMany(_ => Gen.Choose(-24 * 60, 24 * 60), (day, minutes) => Utc(day + "T01:00:00Z").AddMinutes(minutes));

        var odd = new OpeningHours(Week("00:30-02:15 02:30-02:45 12:00-00:15", DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday));
        foreach (var hours in new[] { Tobacco, Adalis, odd })
        {
            Prop.ForAll(Arb.From(Gen.OneOf(anywhere, nights)), instant => ShouldBeConsistent(hours, instant))
                .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        }
    }

    private static void ShouldBeConsistent(OpeningHours hours, DateTimeOffset at)
    {
        var opening = hours.NextOpening(at).ShouldNotBeNull();
        var closing = hours.NextClosing(at).ShouldNotBeNull();
        var isOpen = hours.IsOpenAt(at);

        opening.ShouldBeGreaterThan(at);
        hours.IsOpenAt(opening).ShouldBeTrue();
        hours.IsOpenAt(opening.AddTicks(-1)).ShouldBeFalse();
        closing.ShouldBeGreaterThan(at);
        hours.IsOpenAt(closing).ShouldBeFalse();
        hours.IsOpenAt(closing.AddTicks(-1)).ShouldBeTrue();
        isOpen.ShouldBe(closing < opening);

        // Nothing changes before the first of the two.
        var change = closing < opening ? closing : opening;
        for (var probe = at; probe < change; probe = probe.AddMinutes(17))
        {
            hours.IsOpenAt(probe).ShouldBe(isOpen);
        }

        var today = FrenchClock.DateAt(at);
        var byIntervals = new[] { today.AddDays(-1), today }.SelectMany(hours.OpenIntervalsOn).Any(open => open.StartsAt <= at && at < open.EndsAt);
        isOpen.ShouldBe(byIntervals);
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Paris(string local)
    {
        var moment = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return FrenchClock.ToInstant(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
    }

    private static ClockInterval Clock(string text) =>
        new(TimeOnly.Parse(text[..5], CultureInfo.InvariantCulture), TimeOnly.Parse(text[6..], CultureInfo.InvariantCulture));

    private static WeeklyHours Week(string intervals, params DayOfWeek[] closed) =>
        new(Enum.GetValues<DayOfWeek>().Except(closed).ToDictionary(day => day, IReadOnlyList<ClockInterval> (_) => [.. intervals.Split(' ').Select(Clock)]));
}
