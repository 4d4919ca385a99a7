using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Notifications;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Notifications;

public sealed class PushRulesTests
{
    private static readonly QuietHours Nights = QuietHours.Between(new TimeOnly(21, 0), new TimeOnly(8, 0)).Value;

    /// <summary>Every French territory, and places whose nights have 23 and 25 hours, or change at midnight or by half an hour.</summary>
    private static readonly string[] Zones =
    [
        "Europe/Paris", "Indian/Reunion", "Indian/Mayotte", "America/Martinique", "America/Guadeloupe", "America/Cayenne", "America/Miquelon",
        "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Marquesas", "Pacific/Gambier", "Pacific/Wallis", "Indian/Kerguelen", "Australia/Lord_Howe",
        "America/Havana",
    ];

    [Theory]
    [InlineData("Europe/Paris", "2026-11-23T12:00:00Z", null)]
    [InlineData("Europe/Paris", "2026-11-23T19:59:59Z", null)]
    [InlineData("Europe/Paris", "2026-11-23T20:00:00Z", "2026-11-24T07:00:00Z")]
    [InlineData("Europe/Paris", "2026-11-24T06:59:59Z", "2026-11-24T07:00:00Z")]
    [InlineData("Europe/Paris", "2026-11-24T07:00:00Z", null)]
    [InlineData("Indian/Reunion", "2026-11-23T17:00:00Z", "2026-11-24T04:00:00Z")]
    [InlineData("Indian/Reunion", "2026-11-24T05:00:00Z", null)]
    [InlineData("America/Martinique", "2026-11-24T07:30:00Z", "2026-11-24T12:00:00Z")]
    [InlineData("Europe/Paris", "2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z")] // a night of 10 hours
    [InlineData("Europe/Paris", "2026-10-24T22:00:00Z", "2026-10-25T07:00:00Z")] // a night of 12 hours
    public void Decide_QuietHours_AreThePersonsOwn(string zone, string now, string? waitsUntil) =>
        PushRules.Decide(Plan(Instant(now), days: 2), Nights, Clock(zone), Instant(now))
            .ShouldBe(waitsUntil is null ? new PushDecision.Send(Clock(zone).DateAt(Instant(now))) : new PushDecision.Wait(Instant(waitsUntil)));

    [Theory]
    [InlineData("2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z")] // 2:15 for the first time
    [InlineData("2026-10-25T00:50:00Z", null)] // 2:50 for the first time
    [InlineData("2026-10-25T01:15:00Z", "2026-10-25T01:45:00Z")] // 2:15 for the second
    [InlineData("2026-10-25T01:50:00Z", null)]
    public void Decide_QuietHoursThatEndInTheHourThatComesTwice_FollowTheClockOnTheWall(string now, string? waitsUntil)
    {
        var hours = QuietHours.Between(new TimeOnly(1, 0), new TimeOnly(2, 45)).Value;
        var decision = PushRules.Decide(Plan(Instant(now), days: 2), hours, Clock("Europe/Paris"), Instant(now));
        (decision as PushDecision.Wait)?.Until.ShouldBe(Instant(waitsUntil!));
        (decision is PushDecision.Send).ShouldBe(waitsUntil is null);
    }

    [Fact]
    public void Decide_QuietHoursThatEndInTheHourThatDoesNotExist_EndAfterTheGap()
    {
        var hours = QuietHours.Between(new TimeOnly(23, 0), new TimeOnly(2, 30)).Value;
        var now = Instant("2026-03-29T00:30:00Z");
        PushRules.Decide(Plan(now, days: 2), hours, Clock("Europe/Paris"), now).ShouldBe(new PushDecision.Wait(Instant("2026-03-29T01:00:00Z")));
    }

    [Fact]
    public void Decide_UrgentInQuietHours_GoesOnceTheCallIsNear()
    {
        var call = Instant("2026-11-24T07:00:00Z");
        var clock = Clock("Europe/Paris");
        var push = Push.Plan(PushId.From(Guid.Empty), InboxMessageId.From(Guid.Empty), DeviceId.From(Guid.Empty),
            new PushTiming(call.AddHours(-3), call, CountsTowardsCeiling: false, UrgentFrom: call.AddHours(-1)));

        PushRules.Decide(push, Nights, clock, call.AddHours(-3)).ShouldBe(new PushDecision.Wait(call.AddHours(-1)), "not before it is near");
        PushRules.Decide(push, Nights, clock, call.AddHours(-1)).ShouldBe(new PushDecision.Send(Day: null));
        PushRules.Decide(push, Nights, clock, call).ShouldBe(new PushDecision.Expire());
    }

    [Theory]
    [InlineData("2026-11-23T20:30:00Z", "2026-11-24T06:59:59Z", true)]
    [InlineData("2026-11-23T20:30:00Z", "2026-11-24T07:00:00Z", true)]
    [InlineData("2026-11-23T20:30:00Z", "2026-11-24T07:00:01Z", false)]
    public void Decide_WhatWouldBeOverAfterTheQuietHours_ExpiresInsteadOfWaiting(string now, string expires, bool expected)
    {
        var push = Push.Plan(PushId.From(Guid.Empty), InboxMessageId.From(Guid.Empty), DeviceId.From(Guid.Empty),
            new PushTiming(Instant(now), Instant(expires), CountsTowardsCeiling: true, UrgentFrom: null));
        (PushRules.Decide(push, Nights, Clock("Europe/Paris"), Instant(now)) is PushDecision.Expire).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-11-23T12:00:00Z", null, "2026-11-23T20:00:00Z")] // into no quiet hours
    [InlineData("2026-11-23T12:00:00Z", "2026-11-23T20:30:00Z", "2026-11-23T20:00:00Z")] // not urgent when they begin
    [InlineData("2026-11-23T12:00:00Z", "2026-11-23T19:00:00Z", "2026-11-25T12:00:00Z")] // urgent by then
    [InlineData("2026-11-23T22:00:00Z", "2026-11-23T21:00:00Z", "2026-11-25T22:00:00Z")] // urgent in the night
    public void LivesUntil_PhoneThatIsOff_IsNotDisturbedInTheNightWhenItComesBack(string now, string? urgentFrom, string expected)
    {
        var push = Push.Plan(PushId.From(Guid.Empty), InboxMessageId.From(Guid.Empty), DeviceId.From(Guid.Empty),
            new PushTiming(Instant(now), Instant(now).AddDays(2), CountsTowardsCeiling: true, urgentFrom is null ? null : Instant(urgentFrom)));
        PushRules.LivesUntil(push, Nights, Clock("Europe/Paris"), Instant(now)).ShouldBe(Instant(expected));
        PushRules.LivesUntil(push, quietHours: null, Clock("Europe/Paris"), Instant(now)).ShouldBe(push.ExpiresAt);
    }

    [Theory]
    [InlineData("Europe/Paris", "2026-11-23T12:00:00Z", "2026-11-24T07:00:00Z")]
    [InlineData("Indian/Reunion", "2026-11-23T12:00:00Z", "2026-11-24T04:00:00Z")]
    [InlineData("Europe/Paris", "2026-10-24T12:00:00Z", "2026-10-25T07:00:00Z")]
    public void AfterCeiling_WithQuietNights_WaitsForTheNextMorning(string zone, string now, string expected) =>
        PushRules.AfterCeiling(Plan(Instant(now), days: 2), Nights, Clock(zone), Instant(now)).ShouldBe(new PushDecision.Wait(Instant(expected)));

    [Fact]
    public void AfterCeiling_WithoutQuietHours_WaitsForMidnight() =>
        PushRules.AfterCeiling(Plan(Instant("2026-11-23T12:00:00Z"), days: 2), quietHours: null, Clock("Indian/Reunion"), Instant("2026-11-23T12:00:00Z"))
            .ShouldBe(new PushDecision.Wait(Instant("2026-11-23T20:00:00Z")));

    [Fact]
    public void Decide_AnyPersonAtAnyTime_IsNeverDisturbedInQuietHours() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), person =>
    {
        var push = Plan(person.Now, days: 3);
        return PushRules.Decide(push, person.Hours, person.Clock, person.Now) switch
        {
            PushDecision.Send send => !IsQuiet(person, person.Now) && send.Day == person.Clock.DateAt(person.Now),
            PushDecision.Wait wait =>
                IsQuiet(person, person.Now) && wait.Until > person.Now && !IsQuiet(person, wait.Until) && wait.Until - person.Now < Longest(person.Hours),
            _ => false,
        };
    }));

    [Fact]
    public void AfterCeiling_AnyPersonAtAnyTime_WaitsForAnotherDayOutsideQuietHours() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), person =>
        PushRules.AfterCeiling(Plan(person.Now, days: 4), person.Hours, person.Clock, person.Now) is PushDecision.Wait wait
            && !IsQuiet(person, wait.Until)
            && person.Clock.DateAt(wait.Until) > person.Clock.DateAt(person.Now)));

    [Fact]
    public void Decide_WhereTheClockSkipsAllThatIsNotQuiet_WaitsForAnotherDay()
    {
        // In Saint-Pierre the clock goes from 2:00 to 3:00 on 8 March 2026.
        var hours = QuietHours.Between(new TimeOnly(3, 0), new TimeOnly(2, 45)).Value;
        var now = Instant("2026-03-08T02:28:00Z");

        PushRules.Decide(Plan(now, days: 3), hours, LocalClock.In("America/Miquelon"), now)
            .ShouldBe(new PushDecision.Wait(Instant("2026-03-09T04:45:00Z")));
    }

    /// <summary>A day with two hours to spare; two days where all that is not quiet may lie in the hour that a clock skips.</summary>
    private static TimeSpan Longest(QuietHours hours) =>
        (hours.Start.ToTimeSpan() - hours.End.ToTimeSpan() + TimeSpan.FromDays(1)).Ticks % TimeSpan.TicksPerDay <= TimeSpan.TicksPerHour
            ? TimeSpan.FromHours(50)
            : TimeSpan.FromHours(26);

    /// <summary>Told from the clock's face alone, in another way than the code's.</summary>
    private static bool IsQuiet((QuietHours Hours, LocalClock Clock, DateTimeOffset Now) person, DateTimeOffset instant)
    {
        var minutes = person.Clock.TimeAt(instant).ToTimeSpan();
        var (start, end) = (person.Hours.Start.ToTimeSpan(), person.Hours.End.ToTimeSpan());
        return start < end ? start <= minutes && minutes < end : !(end <= minutes && minutes < start);
    }

    private static Arbitrary<(QuietHours Hours, LocalClock Clock, DateTimeOffset Now)> Cases()
    {
        var quarter = Gen.Choose(0, 95);
        var year = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var changes = new[]
        {
            "2026-03-29T00:00:00Z",
            "2026-10-25T00:00:00Z",
            "2026-03-08T04:00:00Z",
            "2026-11-01T03:00:00Z",
            "2026-04-04T14:00:00Z",
            "2026-10-03T14:00:00Z",
        };
        var instants = Gen.OneOf(
            Gen.Choose(0, 365 * 24 * 12).Select(five => year.AddMinutes(five * 5)),
            Gen.Elements(changes).SelectMany(_ => Gen.Choose(-180, 180), (change, minutes) => Instant(change).AddMinutes(minutes)));
        return Arb.From(
            from start in quarter
            from end in quarter.Where(value => value != start)
            from zone in Gen.Elements(Zones)
            from now in instants
            select (QuietHours.Between(TimeOnly.MinValue.AddMinutes(start * 15), TimeOnly.MinValue.AddMinutes(end * 15)).Value, Clock(zone), now));
    }

    private static Push Plan(DateTimeOffset now, int days) => Push.Plan(PushId.From(Guid.Empty), InboxMessageId.From(Guid.Empty), DeviceId.From(Guid.Empty),
        new PushTiming(now, now.AddDays(days), CountsTowardsCeiling: true, UrgentFrom: null));

    private static LocalClock Clock(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
