using System.Collections.Immutable;
using System.Globalization;
using MobileBackend.Application.Enrolments.Journal;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;
using MobileBackend.Domain.Safety;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

public sealed class EnrolmentStateTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly ProgrammeDefinition Programme = SmallProgramme.Read(SmallProgramme.Text);

    [Theory]
    [InlineData(-30, true)]
    [InlineData(-31, false)]
    [InlineData(0, true)]
    public void Begin_QuitDateLongAgo_IsRefused(int ahead, bool isTaken) => BeginsOn(ahead).IsFailure.ShouldBe(!isTaken);

    [Fact]
    public void Begin_QuitDateBeyondTheProgramme_IsRefusedWithHowFarItLeads()
    {
        var latest = Programme.Find(GoalKind.Quit)!.LatestQuitDay;
        BeginsOn(latest).IsFailure.ShouldBeFalse();
        BeginsOn(latest + 1).Error.ShouldBe(EnrolmentErrors.QuitDateOutOfRange(latest).At("quitDate"));
    }

    [Fact]
    public void Begin_WithoutAQuitDate_ProposesOneWithTimeToPrepare()
    {
        var proposed = Programme.Find(GoalKind.Quit)!.ProposedQuitDay;
        Begin(GoalKind.Quit, null).Value.Journey.QuitDate.ShouldBe(Monday.AddDays(proposed));
        proposed.ShouldBeInRange(0, Programme.Find(GoalKind.Quit)!.LatestQuitDay);
    }

    [Fact]
    public void Begin_GoalThatDoesNotFit_IsRefused()
    {
        Begin(GoalKind.Reduce, null).Error.ShouldBe(EnrolmentErrors.GoalNotOffered.At("goal"));
        Begin(GoalKind.Explore, Monday).Error.ShouldBe(EnrolmentErrors.QuitDateWithoutQuitting.At("quitDate"));
    }

    [Fact]
    public void QuitOn_AfterARelapse_OpensTheNextAttemptAfterTheLast()
    {
        var relapsed = BeginsOn(0).Value.Relapse(Monday.AddDays(4), Monday.AddDays(5)).Value;

        relapsed.QuitOn(Programme, Monday.AddDays(3), Monday.AddDays(5)).Error.ShouldBe(EnrolmentErrors.QuitDateInEarlierAttempt.At("quitDate"));
        relapsed.QuitOn(Programme, Monday.AddDays(4), Monday.AddDays(4))
            .IsFailure.ShouldBeFalse("whoever relapsed in the morning may begin again the same day");
        var again = relapsed.QuitOn(Programme, Monday.AddDays(5), Monday.AddDays(5)).Value;

        again.Journey.Attempts.Select(attempt => (attempt.QuitDate, attempt.EndedOn)).ShouldBe([(Monday, Monday.AddDays(4)), (Monday.AddDays(5), null)]);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(45)]
    public void QuitOn_TodayOrLaterAfterDaysWithout_KeepsThem(int quitDay)
    {
        var again = BeginsOn(0).Value.QuitOn(Programme, Monday.AddDays(quitDay), Monday.AddDays(40)).Value.Journey;

        again.Attempts.Select(attempt => (attempt.QuitDate, attempt.EndedOn)).ShouldBe([(Monday, Monday.AddDays(40)), (Monday.AddDays(quitDay), null)]);
    }

    [Fact]
    public void QuitOn_PutOffBeforeADayWithout_MovesTheAttempt()
    {
        BeginsOn(0).Value.QuitOn(Programme, Monday.AddDays(9), Monday).Value.Journey.Attempts.ShouldHaveSingleItem().QuitDate.ShouldBe(Monday.AddDays(9));
        BeginsOn(0).Value.QuitOn(Programme, Monday.AddDays(2), Monday.AddDays(4)).Value.Journey.Attempts.ShouldHaveSingleItem()
            .QuitDate.ShouldBe(Monday.AddDays(2));
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, 12)]
    [InlineData(32, 12)]
    public void QuitOn_WhereTheWeeksLeaveNoRoom_BeginsThemAgain(int quitDay, int? beginsAgainOn)
    {
        var weeks = OfFiveWeeks();
        var state = Begin(GoalKind.Quit, Monday.AddDays(14), weeks).Value;

        var moved = state.QuitOn(weeks, Monday.AddDays(quitDay), Monday.AddDays(12)).Value.Journey;

        moved.QuitDate.ShouldBe(Monday.AddDays(quitDay));
        moved.GoalChangedOn.ShouldBe(beginsAgainOn is { } day ? Monday.AddDays(day) : null);
        Planner.LastDay(weeks, moved)!.Value.ShouldBeGreaterThanOrEqualTo(Monday.AddDays(quitDay + 14));
    }

    [Theory]
    [InlineData(12, 21)]
    [InlineData(20, 34)]
    public void QuitOn_PutOffByMistake_IsUndoneTheSameDay(int today, int quitDay)
    {
        var weeks = OfFiveWeeks();
        var state = Begin(GoalKind.Quit, Monday.AddDays(14), weeks).Value;
        var mistaken = state.QuitOn(weeks, Monday.AddDays(quitDay), Monday.AddDays(today)).Value;
        mistaken.Journey.GoalChangedOn.ShouldBe(Monday.AddDays(today));

        mistaken.QuitOn(weeks, Monday.AddDays(14), Monday.AddDays(today)).Value.Journey.ShouldBe(state.Journey);
    }

    [Fact]
    public void AimFor_BackAfterALapseWasTold_LosesNothingOfIt()
    {
        var state = Begin(GoalKind.Explore, null).Value.AimFor(Programme, GoalKind.Quit, Monday.AddDays(-3), Monday).Value.Lapse(new Lapse(Monday, 1, Monday))
            .Value;

        var back = state.AimFor(Programme, GoalKind.Explore, null, Monday).Value;

        back.Journey.Attempts.ShouldHaveSingleItem().Lapses.ShouldHaveSingleItem();
    }

    [Fact]
    public void AsOf_ADayBeforeTheDateWasBroughtForward_HasTheFormerOne()
    {
        var journey = BeginsOn(19).Value.QuitOn(Programme, Monday.AddDays(14), Monday.AddDays(9)).Value.Journey;

        journey.AsOf(Monday.AddDays(7)).DayNumber(Monday.AddDays(7)).ShouldBe(-12);
        journey.AsOf(Monday.AddDays(10)).DayNumber(Monday.AddDays(10)).ShouldBe(-4);
    }

    [Fact]
    public void AsOf_ADayBeforeAnotherGoalWasChosen_CountsFromTheDateOfThen()
    {
        var journey = BeginsOn(0).Value.AimFor(Programme, GoalKind.Explore, quitDate: null, Monday.AddDays(30)).Value.Journey;

        journey.AsOf(Monday.AddDays(29)).DayNumber(Monday.AddDays(29)).ShouldBe(29);
        journey.AsOf(Monday.AddDays(31)).DayNumber(Monday.AddDays(31)).ShouldBe(1);
    }

    [Fact]
    public void AimFor_AnotherGoalByMistake_IsUndoneTheSameDay()
    {
        var weeks = OfFiveWeeks();
        var state = Begin(GoalKind.Quit, Monday.AddDays(20), weeks).Value;
        var mistaken = state.AimFor(weeks, GoalKind.Explore, null, Monday.AddDays(10)).Value;
        mistaken.Journey.Attempts.ShouldBeEmpty();

        var back = mistaken.AimFor(weeks, GoalKind.Quit, null, Monday.AddDays(10)).Value;
        back.Journey.ShouldBe(state.Journey);

        // The next day it was a choice.
        mistaken.AimFor(weeks, GoalKind.Quit, Monday.AddDays(20), Monday.AddDays(11)).Value.Journey.GoalChangedOn.ShouldBe(Monday.AddDays(11));
    }

    [Fact]
    public void QuitOn_TheSameDateLongAfter_ChangesNothing()
    {
        var state = BeginsOn(0).Value;
        state.QuitOn(Programme, Monday, Monday.AddDays(50)).Value.Journey.ShouldBe(state.Journey);
    }

    [Fact]
    public void Lapse_WithoutAnAttemptUnderWay_IsRefused()
    {
        BeginsOn(3).Value.Lapse(new Lapse(Monday, 1, Monday)).Error.ShouldBe(EnrolmentErrors.NotQuitting);
        Begin(GoalKind.Explore, null).Value.Lapse(new Lapse(Monday, 1, Monday)).Error.ShouldBe(EnrolmentErrors.NotQuitting);
        Begin(GoalKind.Explore, null).Value.QuitOn(Programme, Monday, Monday).Error.ShouldBe(EnrolmentErrors.NotQuitting);
        BeginsOn(0).Value.Lapse(new Lapse(Monday, 1, Monday)).Value.Journey.Lapses.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-11-09T08:00:00Z", "2026-11-09T08:00:00Z")]
    [InlineData("2026-11-23T07:59:00Z", "2026-11-23T07:59:00Z")]
    [InlineData("2026-11-23T08:05:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("2027-12-28T08:00:00Z", "2026-11-23T08:00:00Z")]
    public void Moment_Ahead_IsNow(string told, string expected) =>
        JournalDesk.Moment(Now, DateTimeOffset.Parse(told, CultureInfo.InvariantCulture))
            .Value.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void Moment_TooLongAgo_IsRefused() =>
        JournalDesk.Moment(Now, new DateTimeOffset(2026, 11, 9, 7, 59, 0, TimeSpan.Zero)).Error.ShouldBe(EnrolmentErrors.InstantOutOfRange.At("occurredAt"));

    [Theory]
    [InlineData("Je veux en finir", true)]
    [InlineData("je pense au SUICIDE", true)]
    [InlineData("J’ai mal à la poitrine", true)]
    [InlineData("Plus envie de vivre…", true)]
    [InlineData("jveux mourir", true)]
    [InlineData("Des fois JVEUX MOURIR", true)]
    [InlineData("jvoudrais mourir là", true)]
    [InlineData("jai envie den finir", true)]
    [InlineData("jveu mourir", true)]
    [InlineData("jvais mtuer", true)]
    [InlineData("jpeux plus respirer", true)]
    [InlineData("jarrive plus à respirer", true)]
    [InlineData("jentends des voix", true)]
    [InlineData("j’pense à me foutre en lair", true)]
    [InlineData("J’ai envie d’un café", false)]
    [InlineData("jveux une clope", false)]
    [InlineData("Jveux arrêter, j’en peux plus de tousser", false)]
    [InlineData("Je veux finir ma journée sans fumer", false)]
    [InlineData("J’ai enfin fini le paquet, je meurs d’envie d’en acheter un autre", false)]
    [InlineData("Ma majeure envie : mourir de rire avec mes amis", false)]
    [InlineData("jme jette sur le chocolat", false)]
    [InlineData("Je me tue à la tâche", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void DangerSigns_InWhatIsWritten_AreNoticed(string? words, bool expected) => DangerSigns.In(words).ShouldBe(expected);

    [Fact]
    public void CravingTools_WhatDidNotHelp_ComesAfterTheOthers()
    {
        var journey = BeginsOn(0).Value.Journey;
        var programme = Programme with { Tools = [.. new[] { "walk", "breathe", "call" }.Select(key => Programme.Tools[0] with { Key = key })] };
        var first = CravingTools.For(programme, journey, trigger: null, place: null);
        first.Count.ShouldBe(3);

        var failed = journey.Craved(new Craving(Monday, 5, null, first[0].Tool.Key, Resisted: false));
        CravingTools.For(programme, failed, trigger: null, place: null).Select(tool => tool.Tool.Key)
            .ShouldBe([first[1].Tool.Key, first[2].Tool.Key, first[0].Tool.Key]);

        var helped = journey.Craved(new Craving(Monday, 5, null, first[^1].Tool.Key, Resisted: true));
        CravingTools.For(programme, helped, trigger: null, place: null)[0].ShouldBe(first[^1] with { Helped = 1 });
    }

    [Fact]
    public void Craved_MoreOftenThanSaysAnything_KeepsTheLatest()
    {
        var journey = Enumerable.Range(0, 501).Aggregate(
            BeginsOn(0).Value.Journey, (told, number) => told.Craved(new Craving(Monday, number % 11, null, null, null)));
        journey.Cravings.Count.ShouldBe(500);
        journey.Cravings[0].Intensity.ShouldBe(1);
    }

    [Fact]
    public void PlanDay_Once_OffersTheDayAndPlansTheNextAtMidnight()
    {
        var day = PlanDay(BeginsOn(0).Value);

        day.Offers.Select(offer => offer.Offer.Activity).ShouldBe(["daily", "day-zero"], ignoreOrder: true);
        day.Offers.Select(offer => offer.Offer).ShouldBe(day.State.Journey.Offers);
        day.Offers.Select(offer => offer.Message.Planned.Occurrence).ShouldBe(day.State.Journey.Offers.Select(offer => offer.Occurrence));
        day.Pushes.ShouldBe(2);
        day.NextPlanning.ShouldBe(FrenchClock.ToInstant(Monday.AddDays(1), TimeOnly.MinValue));
    }

    [Fact]
    public void PlanDay_Again_OffersNothingTwice()
    {
        var once = PlanDay(BeginsOn(0).Value).State;
        PlanDay(once).Offers.ShouldBeEmpty();
        PlanDay(once).State.Journey.Offers.ShouldBe(once.Journey.Offers);
    }

    [Fact]
    public void PlanDay_WhilePaused_OffersNothingAndPlansNoOther()
    {
        var day = PlanDay(BeginsOn(0).Value.Pause(Monday));

        day.Offers.ShouldBeEmpty();
        day.Pushes.ShouldBe(0);
        day.NextPlanning.ShouldBeNull();
    }

    [Fact]
    public void PlanDay_OnTheLastDay_PlansNoOther()
    {
        var state = BeginsOn(-30).Value;
        var last = Planner.LastDay(Programme, state.Journey)!.Value;

        PlanDay(state, last.AddDays(-1)).NextPlanning.ShouldNotBeNull();
        PlanDay(state, last).NextPlanning.ShouldBeNull();
    }

    [Fact]
    public void PlanDay_WithSomethingDone_GivesItsBadgeOnce()
    {
        var done = BeginsOn(0).Value.With(BeginsOn(0).Value.Journey.Completed("day-zero", Monday));
        var given = PlanDay(done).State;

        given.Badges.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("first", Monday));
        PlanDay(given, Monday.AddDays(1)).State.Badges.ShouldBe(given.Badges);
    }

    [Fact]
    public void WithoutOffers_OfWhatIsDone_KeepsIt()
    {
        var planned = PlanDay(BeginsOn(0).Value).State;
        var (first, second) = (planned.Journey.Offers[0], planned.Journey.Offers[1]);

        planned.WithoutOffers(new HashSet<int> { first.Number }).Journey.Offers.ShouldBe([second]);
        planned.With(planned.Journey.Completed(first.Occurrence, Monday))
            .WithoutOffers(new HashSet<int> { first.Number, second.Number }).Journey.Offers.ShouldBe([first]);
    }

    [Fact]
    public void AllowsPushes_PausedOrUnwanted_IsFalse()
    {
        var state = BeginsOn(0).Value;

        state.AllowsPushes.ShouldBeTrue();
        state.Pause(Monday).AllowsPushes.ShouldBeFalse();
        state.Pause(Monday).Resume().AllowsPushes.ShouldBeTrue();
        (state with { Messaging = new Messaging(MessageFrequency.None, new TimeOnly(8, 30)) }).AllowsPushes.ShouldBeFalse();
    }

    private static PlannedDay PlanDay(EnrolmentState state, DateOnly? day = null) => state.PlanDay(
        Programme, SimulatedPerson.ReachIn(FrenchClock.TimeZoneId), day ?? Monday, FrenchClock.ToInstant(day ?? Monday, TimeOnly.MinValue));

    private static Result<EnrolmentState> BeginsOn(int ahead) => Begin(GoalKind.Quit, Monday.AddDays(ahead));

    /// <summary>Days count from the enrolment, and a quit date lies somewhere in them.</summary>
    private static ProgrammeDefinition OfFiveWeeks() => Programme with
    {
        Goals =
        [
            new ProgrammeGoal(GoalKind.Quit, "Arrêter", [new Phase("weeks", "Cinq semaines", AnchorKind.Enrolment, new DaySpan(0, 34))]) { QuitWithin = 20 },
            Programme.Find(GoalKind.Explore)!,
        ],
    };

    private static Result<EnrolmentState> Begin(GoalKind goal, DateOnly? quitDate, ProgrammeDefinition? programme = null) => EnrolmentState.Begin(
        EnrolmentId.From(Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e30")),
        programme ?? Programme,
        goal,
        quitDate,
        ImmutableDictionary<string, Answer>.Empty,
        new Messaging(MessageFrequency.Daily, new TimeOnly(8, 30)),
        Monday);
}
