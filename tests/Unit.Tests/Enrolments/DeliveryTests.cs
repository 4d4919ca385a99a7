using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

public sealed class DeliveryTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly QuietHours Nights = QuietHours.Between(new TimeOnly(21, 0), new TimeOnly(8, 0)).Value;

    /// <summary>Every French territory, and clocks that change at midnight or by half an hour.</summary>
    private static readonly string[] Zones =
    [
        "Europe/Paris", "Indian/Reunion", "Indian/Mayotte", "America/Martinique", "America/Guadeloupe", "America/Cayenne", "America/Miquelon",
        "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Marquesas", "Pacific/Gambier", "Pacific/Wallis", "Indian/Kerguelen", "Australia/Lord_Howe",
        "America/Havana",
    ];

    [Theory]
    [InlineData("Europe/Paris", "2026-11-23T07:30:00Z", "2026-11-23T11:30:00Z")]
    [InlineData("Indian/Reunion", "2026-11-23T04:30:00Z", "2026-11-23T08:30:00Z")]
    [InlineData("America/Martinique", "2026-11-23T12:30:00Z", "2026-11-23T16:30:00Z")]
    public void Of_ADay_SpreadsItOnThePersonsOwnClock(string zone, string first, string second)
    {
        var messages = Deliver(zone, new TimeOnly(8, 30));
        messages.Select(message => message.ToldAt).ShouldBe([Instant(first), Instant(second)]);
        messages.ShouldAllBe(message => message.PushUntil == Clock(zone).ToInstant(Monday, new TimeOnly(21, 0)));
    }

    [Theory]
    [InlineData(MessageFrequency.Daily, 3, 2)]
    [InlineData(MessageFrequency.Daily, 1, 1)]
    [InlineData(MessageFrequency.Daily, 0, 0)]
    [InlineData(MessageFrequency.ThreePerWeek, 3, 1)]
    [InlineData(MessageFrequency.None, 3, 0)]
    public void Of_FrequencyAndCeiling_HoldPushesBackAndTellAllTheSame(MessageFrequency frequency, int room, int pushes)
    {
        var messages = Delivery.Of(
            Plan(), new Messaging(frequency, new TimeOnly(8, 30)), new Reach(Clock("Europe/Paris"), Nights, room), DateTimeOffset.MinValue);
        messages.Count.ShouldBe(2);
        messages.Count(message => message.PushUntil is not null).ShouldBe(pushes);
    }

    [Fact]
    public void Of_ThreePerWeek_PushesOnThreeDaysOfAnySeven()
    {
        var messaging = new Messaging(MessageFrequency.ThreePerWeek, new TimeOnly(8, 30));
        var pushes = Enumerable.Range(0, 20).Select(day => Delivery.Of(
            Planner.Plan(SmallProgramme.Read(), Journey(), Monday.AddDays(day)), messaging, new Reach(Clock("Europe/Paris"), Nights, 9),
            DateTimeOffset.MinValue)
            .Count(message => message.PushUntil is not null)).ToList();
        Enumerable.Range(0, 14).ShouldAllBe(from => pushes.Skip(from).Take(7).Sum() == 3);
    }

    [Fact]
    public void Of_ThreePerWeekOnADayThatCallsAlready_CallsNoMore() => Delivery.Of(
        Plan(), new Messaging(MessageFrequency.ThreePerWeek, new TimeOnly(8, 30)), new Reach(Clock("Europe/Paris"), Nights, 2) { IsCalled = true },
        DateTimeOffset.MinValue)
        .ShouldAllBe(message => message.PushUntil == null);

    [Fact]
    public void Of_PreferredTimeInQuietHours_WaitsUntilTheyEnd() =>
        Deliver("Europe/Paris", new TimeOnly(6, 0))[0].ToldAt.ShouldBe(Instant("2026-11-23T07:00:00Z"));

    [Fact]
    public void Of_PreferredTimeInTheEveningOfQuietHours_IsToldWithoutAPush()
    {
        var message = Deliver("Europe/Paris", new TimeOnly(22, 0))[0];
        message.ToldAt.ShouldBe(Instant("2026-11-23T21:00:00Z"));
        message.PushUntil.ShouldBeNull();
    }

    [Fact]
    public void Of_PreferredTimeLateInTheEvening_IsToldWithoutAPushWhateverTheQuietHours() => Delivery.Of(
        Plan(), new Messaging(MessageFrequency.Daily, new TimeOnly(22, 0)), new Reach(Clock("Europe/Paris"), QuietHours: null, 3), DateTimeOffset.MinValue)
        .ShouldAllBe(message => message.PushUntil == null);

    [Fact]
    public void Of_ADayThatIsPlannedLate_IsThereAtOnceAndNotPushed()
    {
        var now = Instant("2026-11-23T10:00:00Z");
        var messages = Delivery.Of(Plan(), new Messaging(MessageFrequency.Daily, new TimeOnly(8, 30)), new Reach(Clock("Europe/Paris"), Nights, 3), now);
        messages[0].ShouldBe(messages[0] with { ToldAt = now, PushUntil = null });
        messages[1].ToldAt.ShouldBe(Instant("2026-11-23T11:30:00Z"));
    }

    [Fact]
    public void Of_ADayThatIsPlannedAgain_LeavesTheRestAtItsTime()
    {
        var first = Plan().Activities[0];
        var again = Plan() with { Activities = [first with { IsNew = false }, Plan().Activities[1]] };

        Delivery.Of(again, Messaging.Usual, new Reach(Clock("Europe/Paris"), Nights, 3), Instant("2026-11-23T09:00:00Z"))
            .ShouldHaveSingleItem().ToldAt.ShouldBe(Instant("2026-11-23T11:30:00Z"));
    }

    [Fact]
    public void Of_AnAnswerToWhatWasJustTold_IsThereAtOnceAndLeavesTheOthersTheirTimes()
    {
        var now = Instant("2026-11-23T06:10:00Z");
        var told = Plan() with { Activities = [.. Plan().Activities, Plan().Activities[0] with { IsAnswer = true }] };

        var messages = Delivery.Of(told, Messaging.Usual, new Reach(Clock("Europe/Paris"), Nights, 3), now);

        messages.Select(message => (message.ToldAt, message.PushUntil is not null)).ShouldBe(
            [(Instant("2026-11-23T07:30:00Z"), true), (Instant("2026-11-23T11:30:00Z"), true), (now, false)]);

        // Planned again later, it takes nobody's time either.
        var kept = told with { Activities = [told.Activities[0] with { IsNew = false }, told.Activities[2] with { IsNew = false }, told.Activities[1]] };
        Delivery.Of(kept, Messaging.Usual, new Reach(Clock("Europe/Paris"), Nights, 3), now).ShouldHaveSingleItem()
            .ToldAt.ShouldBe(Instant("2026-11-23T11:30:00Z"));
    }

    [Fact]
    public void Of_SeveralInTheSameMinute_CallOnce()
    {
        var messages = Deliver("Europe/Paris", new TimeOnly(18, 0));

        messages.Select(message => message.ToldAt).Distinct().ShouldHaveSingleItem().ShouldBe(Instant("2026-11-23T17:00:00Z"));
        messages.Count(message => message.PushUntil is not null).ShouldBe(1);
    }

    [Fact]
    public void Of_AnyoneAnywhereOnAnyDay_DisturbsNobodyInQuietHoursNorOnAnotherDay() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), person =>
    {
        var journey = Journey() with { EnrolledOn = person.Day, LastActiveOn = person.Day };
        var plan = Planner.Plan(SmallProgramme.Read(), journey, person.Day);
        var reach = new Reach(Clock(person.Zone), person.Hours, person.Room);
        var messages = Delivery.Of(plan, new Messaging(MessageFrequency.Daily, person.Preferred), reach, DateTimeOffset.MinValue);
        return messages.Count == plan.Activities.Count
            && messages.Count(message => message.PushUntil is not null) <= person.Room
            && messages.All(message => reach.Clock.DateAt(message.ToldAt) == person.Day)
            && messages.Where(message => message.PushUntil is not null).All(message =>
                person.Hours.EndOfStretchAt(message.ToldAt, reach.Clock) is null
                && message.PushUntil > message.ToldAt
                && person.Hours.EndOfStretchAt(message.PushUntil!.Value.AddTicks(-1), reach.Clock) is null
                && reach.Clock.DateAt(message.PushUntil.Value.AddTicks(-1)) == person.Day);
    }));

    private static Arbitrary<(string Zone, DateOnly Day, QuietHours Hours, TimeOnly Preferred, int Room)> Cases()
    {
        // The days on which some of these clocks change, and any other.
        DateOnly[] changes = [new(2026, 3, 29), new(2026, 10, 25), new(2026, 3, 8), new(2026, 11, 1), new(2026, 4, 5), new(2026, 10, 4)];
        var quarter = Gen.Choose(0, 95).Select(number => new TimeOnly(number / 4, number % 4 * 15));
        return (
            from zone in Gen.Elements(Zones)
            from day in Gen.OneOf(Gen.Elements(changes), Gen.Choose(0, 365).Select(new DateOnly(2026, 1, 1).AddDays))
            from hours in Gen.Two(quarter).Where(ends => ends.Item1 != ends.Item2)
            from preferred in quarter
            from room in Gen.Choose(0, 4)
            select (zone, day, QuietHours.Between(hours.Item1, hours.Item2).Value, preferred, room)).ToArbitrary();
    }

    private static IReadOnlyList<PlannedMessage> Deliver(string zone, TimeOnly preferred) =>
        Delivery.Of(Plan(), new Messaging(MessageFrequency.Daily, preferred), new Reach(Clock(zone), Nights, 3), DateTimeOffset.MinValue);

    private static DayPlan Plan() => Planner.Plan(SmallProgramme.Read(), Journey(), Monday);

    /// <summary>On the day they quit: two activities.</summary>
    private static Journey Journey() => PlannerTests.Quitting(after: 0);

    private static LocalClock Clock(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
