using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

public sealed class PersonalBenefitsTests
{
    private static readonly DateOnly QuitDate = new(2026, 11, 23);
    private static readonly ProgrammeDefinition Small = SmallProgramme.Read();
    private static readonly PriceList Flat = Prices((new DateOnly(2024, 1, 1), 1200));

    /// <summary>As Jeanne: joints, and cigarettes on the side.</summary>
    private static readonly ProgrammeDefinition OfJoints = SmallProgramme.Read(SmallProgramme.Text.Replace(
        "  pregnant:",
        "  jointsPerWeek: { type: number, label: Combien ?, minimum: 1, maximum: 200 }\n  pregnant:",
        StringComparison.Ordinal));

    [Fact]
    public void Of_TenDaysAfterTheQuitDate_CountsDaysCigarettesMoneyAndTime()
    {
        var benefits = On(Quitting(20), 10);
        benefits.SmokeFreeSince.ShouldBe(Instant("2026-11-22T23:00:00Z"));
        benefits.Totals.ShouldBe(new BenefitTotals(DaysSmokeFree: 10, CigarettesAvoided: 200, CentsSaved: 12_000));
        benefits.Totals.MinutesWon.ShouldBe(600);
        benefits.ClosedAttempts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10, null, 1000, 5000)] // a pack of 20 where they did not say
    [InlineData(3, 30, 400, 400)] // a price of one that no decimal can hold
    [InlineData(10, 25, null, 6000)] // the list is of packs of 20, whatever theirs holds
    [InlineData(10, 10, 700, 7000)]
    public void Of_OwnPackAndPrice_ComeBeforeTheList(int perDay, int? perPack, int? packPrice, int cents) =>
        On(Quitting(perDay, ("cigarettesPerPack", perPack), ("packPriceCents", packPrice)), 10).Totals.CentsSaved.ShouldBe(cents);

    [Fact]
    public void Of_PriceThatChanges_CountsEachDayAndEachLapseAtThePriceOfItsDay()
    {
        var prices = Prices((new DateOnly(2024, 1, 1), 1000), (QuitDate.AddDays(4), 1200));
        long? Saved(Journey journey) => On(journey, 10, prices: prices).Totals.CentsSaved;
        Saved(Quitting(20)).ShouldBe((4 * 1000) + (6 * 1200));
        Saved(Lapsing(Quitting(20), (3, 20))).ShouldBe((3 * 1000) + (6 * 1200));
        Saved(Lapsing(Quitting(20), (4, 20))).ShouldBe((4 * 1000) + (5 * 1200));
    }

    [Fact]
    public void Of_BeforeTheQuitDate_IsZeroAndLooksAhead()
    {
        var benefits = On(Quitting(20), -3);
        benefits.Totals.ShouldBe(new BenefitTotals(0, 0, 0));
        benefits.SmokeFreeSince.ShouldBe(Instant("2026-11-22T23:00:00Z"));
        benefits.Milestones.ShouldHaveSingleItem().ShouldBe(
            new MilestoneProgress("pulse", "Le pouls.", Instant("2026-11-22T23:20:00Z"), IsReached: false, "Nous", ValidationStatus.Draft));
    }

    [Theory]
    [InlineData("2026-11-22T23:19:59Z", false)]
    [InlineData("2026-11-22T23:20:00Z", true)]
    public void Of_Milestone_IsReachedAtItsInstant(string now, bool reached) =>
        At(Quitting(20), Instant(now)).Milestones.ShouldHaveSingleItem().IsReached.ShouldBe(reached);

    [Fact]
    public void Of_Lapses_TakeAwayTheirDaysOnceAndTheirCigarettes()
    {
        var benefits = On(Lapsing(Quitting(20), (2, 2), (2, 1), (5, 3)), 10);
        benefits.Totals.ShouldBe(new BenefitTotals(8, 194, 12_000 - (6 * 60)));
        benefits.SmokeFreeSince.ShouldBe(Instant("2026-11-22T23:00:00Z"));
        benefits.Milestones.ShouldAllBe(milestone => milestone.IsReached);
    }

    [Fact]
    public void Of_AnotherGoal_KeepsWhatWasSavedBefore()
    {
        var cuttingDown = (Quitting(20) with { Goal = GoalKind.Reduce, Attempts = [] }).Used(QuitDate, 10);
        On(cuttingDown, 3).CentsSavedInAll.ShouldBe(600);

        var quitting = cuttingDown.AimingFor(GoalKind.Quit, QuitDate.AddDays(3)).QuittingOn(QuitDate.AddDays(3), QuitDate.AddDays(3))
            .Used(QuitDate.AddDays(4), 0);
        On(quitting, 5).Totals.CentsSaved.ShouldBe(2400);
        On(quitting, 5).CentsSavedInAll.ShouldBe(3000, "a day of the attempt counts once");

        On(quitting.Relapsed(QuitDate.AddDays(5), QuitDate.AddDays(5)), 9).CentsSavedInAll.ShouldBe(3000);
        On(quitting.AimingFor(GoalKind.Explore, QuitDate.AddDays(5)), 9).CentsSavedInAll.ShouldBe(3000);
    }

    [Fact]
    public void Of_LapseToday_CountsAtOnce() =>
        On(Lapsing(Quitting(20), (10, 5)), 10).Totals.ShouldBe(new BenefitTotals(9, 195, 12_000 - (5 * 60)));

    [Fact]
    public void Of_LapseBeforeTheQuitDateThatWasMovedOrAfterTheInstant_IsLeftOut()
    {
        On(Lapsing(Quitting(20), (2, 5)).QuittingOn(QuitDate.AddDays(4), QuitDate), 10).Totals.ShouldBe(new BenefitTotals(6, 120, 7200));
        On(Lapsing(Quitting(20), (8, 5)), 7).Totals.ShouldBe(new BenefitTotals(7, 140, 8400));
    }

    [Fact]
    public void Of_MoreLapsedThanAvoided_IsZeroAndNotLess() =>
        On(Lapsing(Quitting(20), (0, 40), (1, 40)), 1).Totals.ShouldBe(new BenefitTotals(0, 0, 0));

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    public void Of_Relapse_FreezesTheAttemptAndCountsTheNextAnew(int day)
    {
        var journey = Lapsing(Quitting(20), (2, 4)).Relapsed(QuitDate.AddDays(5), QuitDate.AddDays(6)).QuittingOn(QuitDate.AddDays(8), QuitDate);
        var benefits = On(journey, day);
        benefits.SmokeFreeSince.ShouldBe(Instant("2026-11-30T23:00:00Z"));
        benefits.Totals.ShouldBe(new BenefitTotals(day - 8, (day - 8) * 20, (day - 8) * 1200));
        benefits.ClosedAttempts.ShouldBe([new ClosedAttempt(QuitDate, QuitDate.AddDays(5), new BenefitTotals(4, 96, 6000 - 240))]);
    }

    [Fact]
    public void Of_InstantBeforeTheRelapse_SeesTheAttemptAsItWas()
    {
        var journey = Quitting(20).Relapsed(QuitDate.AddDays(5), QuitDate.AddDays(6)).QuittingOn(QuitDate.AddDays(8), QuitDate);
        var benefits = On(journey, 4);
        benefits.SmokeFreeSince.ShouldBe(Instant("2026-11-22T23:00:00Z"));
        benefits.Totals.DaysSmokeFree.ShouldBe(4);
        benefits.ClosedAttempts.ShouldBeEmpty();
        On(journey, 5).ClosedAttempts.ShouldHaveSingleItem().Totals.DaysSmokeFree.ShouldBe(5);
    }

    [Fact]
    public void Of_LapseOnTheDayOfTheRelapse_TakesNothingFromTheDaysBefore()
    {
        var journey = Lapsing(Quitting(20), (5, 3)).Relapsed(QuitDate.AddDays(5), QuitDate.AddDays(5));
        On(journey, 9).ClosedAttempts.ShouldHaveSingleItem().Totals.ShouldBe(On(Quitting(20), 5).Totals);
    }

    /// <summary>Whoever begins again on the day of a lapse has lapsed on the first day of what they begin, whether they told of a relapse or not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_AttemptBegunOnTheDayOfALapse_CountsIt(bool isRelapse)
    {
        var lapsed = Lapsing(Quitting(20), (10, 5));
        lapsed = isRelapse ? lapsed.Relapsed(QuitDate.AddDays(10), QuitDate.AddDays(10)) : lapsed;

        var again = On(lapsed.QuittingOn(QuitDate.AddDays(10), QuitDate.AddDays(10)), 12);

        again.Totals.DaysSmokeFree.ShouldBe(1);
        again.Totals.CigarettesAvoided.ShouldBe(35);
        again.ClosedAttempts.ShouldHaveSingleItem().Totals.DaysSmokeFree.ShouldBe(10);
    }

    [Fact]
    public void Of_DiaryDuringAnAttempt_TakesAwayWhatWasSmoked()
    {
        var noted = Quitting(20).Used(QuitDate.AddDays(3), 10).Used(QuitDate.AddDays(4), 0);
        On(noted, 10).Totals.DaysSmokeFree.ShouldBe(9);
        On(noted, 10).Totals.CigarettesAvoided.ShouldBe(190);

        // Told as a lapse too, it is the same cigarettes.
        On(Lapsing(noted, (3, 2)), 10).Totals.ShouldBe(On(noted, 10).Totals);
        On(Lapsing(noted, (3, 12)), 10).Totals.CigarettesAvoided.ShouldBe(188);
    }

    [Fact]
    public void Of_InstantBeforeAnotherGoal_SeesTheAttemptUnderWay()
    {
        var journey = Quitting(20).AimingFor(GoalKind.Reduce, QuitDate.AddDays(20));
        var (then, quitting) = (On(journey, 10), On(Quitting(20), 10));
        (then.SmokeFreeSince, then.Totals, then.CentsSavedInAll).ShouldBe((quitting.SmokeFreeSince, quitting.Totals, quitting.CentsSavedInAll));
        On(journey, 21).SmokeFreeSince.ShouldBeNull();
    }

    [Fact]
    public void Of_RelapseWithoutAnotherAttempt_HasNothingUnderWay()
    {
        var benefits = On(Quitting(20).Relapsed(QuitDate.AddDays(5), QuitDate.AddDays(5)), 9);
        benefits.SmokeFreeSince.ShouldBeNull();
        benefits.Totals.ShouldBe(new BenefitTotals(0, 0, 0));
        benefits.Milestones.ShouldHaveSingleItem().ReachedAt.ShouldBeNull();
        benefits.Milestones[0].IsReached.ShouldBeFalse();
        benefits.ClosedAttempts.ShouldHaveSingleItem().Totals.CigarettesAvoided.ShouldBe(100);
    }

    /// <summary>The first day has 23 hours, 25 or 24: it counts once it is over on the person's wall.</summary>
    [Theory]
    [InlineData("Europe/Paris", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Paris", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    [InlineData("Indian/Reunion", "2026-03-29", "2026-03-28T20:00:00Z", "2026-03-29T20:00:00Z")]
    [InlineData("America/Martinique", "2026-10-25", "2026-10-25T04:00:00Z", "2026-10-26T04:00:00Z")]
    public void Of_QuitDateByTheOwnClock_IsOverAtItsMidnight(string zone, string quitDate, string since, string over)
    {
        var journey = Quitting(20).QuittingOn(DateOnly.Parse(quitDate, CultureInfo.InvariantCulture), QuitDate);
        var last = At(journey, Instant(over).AddTicks(-1), zone: zone);
        last.SmokeFreeSince.ShouldBe(Instant(since));
        last.SmokeFreeSince!.Value.Offset.ShouldBe(TimeSpan.Zero);
        last.Totals.DaysSmokeFree.ShouldBe(0);
        At(journey, Instant(over), zone: zone).Totals.ShouldBe(new BenefitTotals(1, 20, 1200));
    }

    [Fact]
    public void Of_MilestoneOfADay_TakesTwentyFourHoursHoweverLongTheDateIs()
    {
        var programme = SmallProgramme.Read(SmallProgramme.Text.Replace("after: 20 minutes", "after: 24 hours", StringComparison.Ordinal));
        var benefits = At(Quitting(20).QuittingOn(new DateOnly(2026, 3, 29), QuitDate), Instant("2026-03-29T22:59:59Z"), programme: programme);
        benefits.Totals.DaysSmokeFree.ShouldBe(1);
        benefits.Milestones.ShouldHaveSingleItem().ReachedAt.ShouldBe(Instant("2026-03-29T23:00:00Z"));
        benefits.Milestones[0].IsReached.ShouldBeFalse();
    }

    [Fact]
    public void Of_CuttingDown_CountsTheDaysOfTheDiaryThatAreOver()
    {
        var journey = Quitting(20) with { Goal = GoalKind.Reduce };
        journey = journey.Used(QuitDate, 15).Used(QuitDate.AddDays(1), 25).Used(QuitDate.AddDays(3), 0).Used(QuitDate.AddDays(5), 1);
        var benefits = On(journey, 5);
        benefits.SmokeFreeSince.ShouldBeNull();
        benefits.Totals.ShouldBe(new BenefitTotals(DaysSmokeFree: null, 25, 1500));
        benefits.Milestones.ShouldBeEmpty();
        On(journey, 6).Totals.CigarettesAvoided.ShouldBe(25 + 19);
    }

    [Fact]
    public void Of_Exploring_CountsNothing()
    {
        var benefits = On((Quitting(20) with { Goal = GoalKind.Explore }).Used(QuitDate, 3), 5);
        benefits.SmokeFreeSince.ShouldBeNull();
        benefits.Totals.ShouldBe(BenefitTotals.None);
        benefits.Milestones.ShouldBeEmpty();
    }

    [Fact]
    public void Of_GoalChangedAfterARelapse_KeepsWhatTheAttemptReached()
    {
        var journey = Quitting(20).Relapsed(QuitDate.AddDays(5), QuitDate.AddDays(5)) with { Goal = GoalKind.Reduce };
        On(journey, 9).ClosedAttempts.ShouldHaveSingleItem().Totals.DaysSmokeFree.ShouldBe(5);
    }

    [Fact]
    public void Of_NobodyAskedHowMuch_CountsDaysAlone()
    {
        var journey = Quitting(20) with { Profile = ImmutableDictionary<string, Answer>.Empty };
        On(journey, 10).Totals.ShouldBe(new BenefitTotals(10, null, null));
        On(journey, 10).Totals.MinutesWon.ShouldBeNull();
        On((journey with { Goal = GoalKind.Reduce }).Used(QuitDate, 3), 10).Totals.ShouldBe(BenefitTotals.None);
    }

    [Fact]
    public void Of_Joints_CountsDaysAndWhatThePersonSpent()
    {
        var journey = Quitting(20, ("jointsPerWeek", 14), ("spendPerMonthCents", 30_000));
        On(journey, 10, OfJoints).Totals.ShouldBe(new BenefitTotals(10, null, 10_000));
        On(Lapsing(journey, (3, 2)), 10, OfJoints).Totals.ShouldBe(new BenefitTotals(9, null, 9000));
        On(Quitting(20, ("jointsPerWeek", 14)), 10, OfJoints).Totals.ShouldBe(new BenefitTotals(10, null, null));
        On((journey with { Goal = GoalKind.Reduce }).Used(QuitDate, 0), 10, OfJoints).Totals.ShouldBe(BenefitTotals.None);
    }

    [Fact]
    public void Of_FirstAndLastInstant_DoesNotThrow()
    {
        At(Quitting(100), DateTimeOffset.MinValue).Totals.ShouldBe(new BenefitTotals(0, 0, 0));
        At(Quitting(100), DateTimeOffset.MaxValue).Totals.DaysSmokeFree.ShouldBe(DateOnly.MaxValue.DayNumber - QuitDate.DayNumber);
    }

    [Fact]
    public void Of_Anyone_IsNeverBelowZero() => Check.QuickThrowOnFailure(Prop.ForAll(People(lapses: true), person =>
    {
        var benefits = At(person.Journey, person.Now, person.Prices, person.Zone);
        return benefits.ClosedAttempts.Select(attempt => attempt.Totals).Append(benefits.Totals)
            .All(totals => totals is { DaysSmokeFree: >= 0, CigarettesAvoided: >= 0, CentsSaved: >= 0, MinutesWon: >= 0 });
    }));

    [Fact]
    public void Of_NobodyLapses_NeverShrinksAsTimePasses() => Check.QuickThrowOnFailure(Prop.ForAll(
        People(lapses: false), Gen.Choose(0, 3000).ToArbitrary(), (person, hours) =>
        {
            var before = At(person.Journey, person.Now, person.Prices, person.Zone).Totals;
            var after = At(person.Journey, person.Now.AddHours(hours), person.Prices, person.Zone).Totals;
            return after.DaysSmokeFree >= before.DaysSmokeFree && after.CigarettesAvoided >= before.CigarettesAvoided && after.CentsSaved >= before.CentsSaved;
        }));

    [Fact]
    public void Of_OneMoreLapse_LowersAndNeverResets() => Check.QuickThrowOnFailure(Prop.ForAll(
        People(lapses: true), Gen.Choose(-5, 60).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (person, day, amount) =>
        {
            var before = At(person.Journey, person.Now, person.Prices, person.Zone);
            var after = At(Lapsing(person.Journey, (day, amount)), person.Now, person.Prices, person.Zone);
            return after.SmokeFreeSince == before.SmokeFreeSince
                && after.Milestones.SequenceEqual(before.Milestones)
                && before.Totals.DaysSmokeFree - after.Totals.DaysSmokeFree is 0 or 1
                && before.Totals.CigarettesAvoided - after.Totals.CigarettesAvoided is { } cigarettes && cigarettes >= 0 && cigarettes <= amount
                && after.Totals.CentsSaved <= before.Totals.CentsSaved;
        }));

    [Fact]
    public void Of_EachDayOnAnyWall_CountsOneMoreAtMidnight() => Check.QuickThrowOnFailure(Prop.ForAll(
        Zones().ToArbitrary(), Gen.Choose(0, 800).ToArbitrary(), (zone, days) =>
        {
            var midnight = ClockOf(zone).ToInstant(QuitDate.AddDays(days), TimeOnly.MinValue);
            return At(Quitting(20), midnight, zone: zone).Totals.DaysSmokeFree == days
                && At(Quitting(20), midnight.AddTicks(-1), zone: zone).Totals.DaysSmokeFree == Math.Max(0, days - 1);
        }));

    private static Journey Quitting(int perDay, params (string Question, int? Answer)[] profile) => new Journey
    {
        Id = new Guid("00000000-0000-7000-8000-000000000001"),
        Goal = GoalKind.Quit,
        EnrolledOn = QuitDate,
        LastActiveOn = QuitDate,
        Profile = profile.Where(given => given.Answer is not null)
            .ToImmutableDictionary(given => given.Question, given => new Answer(Number: given.Answer))
            .Add("cigarettesPerDay", new Answer(Number: perDay)),
    }.QuittingOn(QuitDate, QuitDate);

    private static Journey Lapsing(Journey journey, params (int Day, int Amount)[] lapses) => lapses.Aggregate(
        journey, (before, lapse) => before.Lapsed(new Lapse(QuitDate.AddDays(lapse.Day), lapse.Amount, QuitDate.AddDays(lapse.Day))));

    /// <summary>At noon of a day of Paris.</summary>
    private static PersonalBenefits On(Journey journey, int day, ProgrammeDefinition? programme = null, PriceList? prices = null) =>
        At(journey, FrenchClock.ToInstant(QuitDate.AddDays(day), new TimeOnly(12, 0)), prices, programme: programme);

    private static PersonalBenefits At(
        Journey journey, DateTimeOffset now, PriceList? prices = null, string zone = "Europe/Paris", ProgrammeDefinition? programme = null) =>
        PersonalBenefits.Of(programme ?? Small, journey, prices ?? Flat, ClockOf(zone), now);

    private static LocalClock ClockOf(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static PriceList Prices(params (DateOnly From, int Cents)[] prices) =>
        new([.. prices.Select(price => new PackPrice(price.From, price.Cents, "Nous", PriceStatus.Confirmed))]);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static Gen<string> Zones() => Gen.Elements("Europe/Paris", "Indian/Reunion", "America/Martinique", "America/Miquelon", "Pacific/Marquesas");

    private static Arbitrary<Person> People(bool lapses) => (
        from perDay in Gen.Choose(1, 100)
        from perPack in Gen.Elements<int?>(null, 20, 25, 30, 7)
        from packPrice in Gen.Elements<int?>(null, 100, 999, 1300)
        from lapsed in lapses ? Gen.ArrayOf(Gen.Zip(Gen.Choose(-5, 60), Gen.Choose(0, 60))) : Gen.Constant(Array.Empty<(int, int)>())
        from relapse in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(-2, 40).Select(day => (int?)day))
        from again in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(1, 20).Select(day => (int?)day))
        from first in Gen.Choose(100, 2000)
        from second in Gen.Choose(100, 2000)
        from change in Gen.Choose(1, 60)
        from zone in Zones()
        from hours in Gen.Choose(-500, 3000)
        let journey = Lapsing(Quitting(perDay, ("cigarettesPerPack", perPack), ("packPriceCents", packPrice)), lapsed)
        let ended = lapses && relapse is { } day ? journey.Relapsed(QuitDate.AddDays(day), QuitDate.AddDays(day)) : journey
        select new Person(
            again is { } pause && ended.Attempt is null ? ended.QuittingOn(QuitDate.AddDays(relapse!.Value + pause), QuitDate) : ended,
            Prices((new DateOnly(2024, 1, 1), first), (QuitDate.AddDays(change), second)),
            zone,
            Instant("2026-11-23T00:00:00Z").AddHours(hours))).ToArbitrary();

    private sealed record Person(Journey Journey, PriceList Prices, string Zone, DateTimeOffset Now);
}
