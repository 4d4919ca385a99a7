using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

public sealed class PlannerTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly ProgrammeDefinition Small = SmallProgramme.Read();

    /// <summary>The small one, with another goal to turn to and something that counts from a phase.</summary>
    private static readonly ProgrammeDefinition Several = SmallProgramme.Read(SmallProgramme.Text.ReplaceLineEndings("\n").Replace("questions:\n", """
          reduce:
            title: Réduire
            phases:
              - { key: observe, title: Observer, anchor: enrolment, days: 0..6 }
              - { key: reduce, title: Réduire, anchor: enrolment, days: 7..60 }
        questions:

        """.ReplaceLineEndings("\n"), StringComparison.Ordinal) + """

          - { key: observe-first, kind: tip, title: Observer, text: Observez., why: Un début.,
              sources: [us], status: draft, goals: [reduce], from: "phase:observe", days: 0, minutes: 2 }
          - { key: explore-six, kind: tip, title: Six, text: Six., why: Six.,
              sources: [us], status: draft, goals: [explore], from: enrolment, days: 6, minutes: 2 }
          - { key: first-of-before, kind: tip, title: Avant, text: Avant., why: Avant.,
              sources: [us], status: draft, goals: [quit], from: "phase:before", days: 1, minutes: 2 }
        """.ReplaceLineEndings("\n"));

    /// <summary>The small one, with an answer to cravings, and more days of recovery.</summary>
    private static readonly ProgrammeDefinition Answering = SmallProgramme.Read(SmallProgramme.Text.ReplaceLineEndings("\n") + """

          - { key: crave, kind: tip, title: Une envie, text: Elle passe., why: Une envie.,
              sources: [us], status: draft, from: "event:craving", days: 0, minutes: 1 }
          - { key: recover-1, kind: tip, title: Le lendemain, text: Un., why: Un faux pas.,
              sources: [us], status: draft, goals: [quit], from: lapse, days: 1, minutes: 2 }
          - { key: recover-3, kind: tip, title: Plus tard, text: Trois., why: Un faux pas.,
              sources: [us], status: draft, goals: [quit], from: lapse, days: 3, minutes: 2 }
        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Plan_QuitDate_BringsWhatIsAnchoredToIt()
    {
        var journey = Quitting(after: 2);
        KeysOn(journey, 0).ShouldBe(["daily"]);
        KeysOn(journey, 2).ShouldBe(["day-zero", "daily"]);
        KeysOn(journey, 5).ShouldBe(["day-three", "long", "daily"]);
        Planner.Plan(Small, journey, Monday).DayNumber.ShouldBe(-2);
        Planner.Plan(Small, journey, Monday).Phase!.Key.ShouldBe("before");
    }

    [Fact]
    public void Plan_QuitDateMoved_PlansAnewOnlyWhatWasNeitherToldNorDone()
    {
        var journey = Quitting(after: 0);
        journey = Live(journey, 0).Completed("day-zero", Monday);
        journey = journey.QuittingOn(Monday.AddDays(4), Monday);
        journey.DayNumber(Monday).ShouldBe(-4);
        KeysOn(journey, 4).ShouldNotContain("day-zero");
        KeysOn(journey, 7).ShouldContain("day-three");
    }

    [Fact]
    public void Plan_SameDayAgain_KeepsWhatWasOffered()
    {
        var journey = Live(Quitting(after: 0) with { Profile = Likes("coffee") }, 0);
        var again = Planner.Plan(Small, journey, Monday);
        again.Activities.ShouldAllBe(planned => !planned.IsNew);
        again.Activities.Select(planned => planned.Occurrence).ShouldBe(journey.Offers.Select(offer => offer.Occurrence));
    }

    [Fact]
    public void Plan_Condition_TellsWhichFactsItAskedAbout()
    {
        var planned = Planner.Plan(Small, Quitting(after: 10) with { Profile = Likes("coffee") }, Monday)
            .Activities.Single(each => each.Activity.Key == "coffee");
        planned.Because.ShouldBe(["triggers"]);
        KeysOn(Quitting(after: 10) with { Profile = Likes("stress") }, 0).ShouldNotContain("coffee");
        KeysOn(Quitting(after: 10), 0).ShouldNotContain("coffee"); // never asked
    }

    [Fact]
    public void Plan_Lapse_BringsRecoveryAndKeepsTheAttempt()
    {
        var journey = Quitting(after: 0).Lapsed(new Lapse(Monday.AddDays(6), 2, Monday.AddDays(6)));
        KeysOn(journey, 6).ShouldContain("recover");
        journey.QuitDate.ShouldBe(Monday);
        journey.DayNumber(Monday.AddDays(6)).ShouldBe(6);
        var told = Live(journey, 6);
        KeysOn(told, 7).ShouldNotContain("recover"); // once for each lapse
        KeysOn(told.Lapsed(new Lapse(Monday.AddDays(9), 1, Monday.AddDays(9))), 9).ShouldContain("recover");
    }

    [Fact]
    public void Plan_LapseToldInTheEveningOfAFullDay_IsAnsweredThatDay()
    {
        var full = Live(Quitting(after: -20) with { Profile = Likes("coffee") }, 6);
        full.Offers.Count.ShouldBe(2);
        var told = full.Lapsed(new Lapse(Monday.AddDays(6), 1, Monday.AddDays(6)));
        KeysOn(told, 6).Count(key => key == "recover").ShouldBe(1);
        var answered = Live(told, 6);
        KeysOn(answered.Lapsed(new Lapse(Monday.AddDays(6), 1, Monday.AddDays(6))), 6).Count().ShouldBe(3); // and that is all
    }

    /// <summary>A craving, the lapse that it led to and the relapse after it, all in one evening of a day that is full.</summary>
    [Fact]
    public void Plan_SeveralThingsToldInOneEvening_AreAnsweredOnceEach()
    {
        var (today, day) = (Monday.AddDays(6), 6);
        var journey = Live(Quitting(after: -20) with { Profile = Likes("coffee") }, day, Answering);
        journey = Live(journey.Craved(new Craving(today, 8, "coffee", Tool: null, Resisted: null)), day, Answering);
        journey = Live(journey.Lapsed(new Lapse(today, 1, today)), day, Answering);
        journey = Live(journey.Relapsed(today, today), day, Answering);
        journey.Offers.Skip(2).Select(offer => offer.Activity).ShouldBe(["crave", "recover", "again"]);
        Live(journey.Craved(new Craving(today, 9, "coffee", Tool: null, Resisted: null)), day, Answering).Offers.ShouldBe(journey.Offers);
    }

    /// <summary>Told before the first message of the day: what else is more important then leaves room for an answer to each all the same.</summary>
    [Fact]
    public void Plan_SeveralThingsToldBeforeAnythingIsOffered_AreAnsweredBesideTheRest()
    {
        var today = Monday.AddDays(12);
        var journey = Quitting(after: 0).Craved(new Craving(today, 8, "coffee", Tool: null, Resisted: null)).Lapsed(new Lapse(today, 1, today));

        var plan = Planner.Plan(Answering, journey, today);

        plan.IsLight.ShouldBeTrue();
        plan.Activities.Where(planned => planned.IsAnswer).Select(planned => planned.Activity.Key).ShouldBe(["crave", "recover"], ignoreOrder: true);
    }

    [Fact]
    public void Plan_LapsesOnSeveralEvenings_GoOnWithTheRecoveryOfTheFirst()
    {
        var journey = Quitting(after: -20) with { Done = Enough() };
        for (var day = 6; day < 10; day++)
        {
            journey = Live(Live(journey, day, Answering).Lapsed(new Lapse(Monday.AddDays(day), 1, Monday.AddDays(day))), day, Answering);
        }

        var days = journey.Offers.Where(offer => offer.Activity.StartsWith("recover", StringComparison.Ordinal))
            .Select(offer => (offer.Activity, offer.Day.DayNumber - Monday.DayNumber));
        days.ShouldBe([("recover", 6), ("recover-1", 7), ("recover", 7), ("recover", 8), ("recover-3", 9), ("recover", 9)], ignoreOrder: true);

        // Once that is over, the next lapse has one of its own.
        journey = Live(journey.Lapsed(new Lapse(Monday.AddDays(20), 1, Monday.AddDays(20))), 21, Answering);
        journey.Offers.Where(offer => offer.Day == Monday.AddDays(21)).Select(offer => offer.Activity).ShouldContain("recover-1");
    }

    [Fact]
    public void Plan_WeeksBegunAgain_BringWhatBelongsToThemAgain()
    {
        var journey = Enumerable.Range(0, 8).Aggregate(Exploring() with { Profile = Likes("coffee"), Done = Enough() }, (before, day) => Live(before, day));
        KeysOn(journey, 8).ShouldNotContain("coffee");

        var again = journey.BeginningAgainOn(Monday.AddDays(8), journey);

        KeysOn(again, 8).ShouldContain("coffee");
        KeysOn(Live(again, 8), 9).ShouldNotContain("coffee");
    }

    [Fact]
    public void Plan_QuietPhase_BringsSurveysAndAnswersAlone()
    {
        var text = SmallProgramme.Text.ReplaceLineEndings("\n").Replace("{ key: after, title: Après, anchor: quit-date, days: 0..60 }", """
            { key: after, title: Après, anchor: quit-date, days: 0..9 }
                  - { key: quiet, title: Ensuite, anchor: quit-date, days: 10..60, quiet: true }
            """.ReplaceLineEndings("\n"), StringComparison.Ordinal) + """

              - { key: asked, kind: survey, title: Et alors ?, text: Dites., why: Un mois.,
                  sources: [], status: draft, goals: [quit], from: quit-date, days: 30, minutes: 1, ask: { well: { type: flag, label: Bien ? } } }
            """.ReplaceLineEndings("\n");
        var programme = SmallProgramme.Read(text);
        var journey = Quitting(after: 0);
        IEnumerable<string> On(Journey known, int day) =>
            Planner.Plan(programme, known, Monday.AddDays(day)).Activities.Select(planned => planned.Activity.Key);

        On(journey, 9).ShouldContain("daily");
        On(journey, 13).ShouldBeEmpty("neither what comes daily nor what follows silence");
        On(journey, 30).ShouldBe(["asked"]);
        On(journey.Lapsed(new Lapse(Monday.AddDays(20), 1, Monday.AddDays(20))), 20).ShouldBe(["recover"]);
    }

    [Fact]
    public void Facts_AfterARelapse_CountFromTheDateThatThereWas()
    {
        var relapsed = Quitting(after: 2).Relapsed(Monday.AddDays(3), Monday.AddDays(3));
        new JourneyFacts(relapsed, Monday.AddDays(20)).NumberOf(JourneyFacts.DayNumber).ShouldBe(18);
        new JourneyFacts(relapsed.QuittingOn(Monday.AddDays(30), Monday.AddDays(30)), Monday.AddDays(40)).NumberOf(JourneyFacts.DayNumber).ShouldBe(10);
    }

    [Fact]
    public void Plan_LapseToldDaysLater_IsAnsweredWhenItIsTold()
    {
        var journey = Quitting(after: 0).Lapsed(new Lapse(Monday.AddDays(2), 1, Monday.AddDays(8)));
        KeysOn(journey, 4).ShouldNotContain("recover");
        KeysOn(journey, 8).ShouldContain("recover");
    }

    [Fact]
    public void Plan_LapseBeforeTheQuitDateThatWasMovedOn_CountsNoMore()
    {
        var journey = Quitting(after: 0).Lapsed(new Lapse(Monday.AddDays(6), 1, Monday.AddDays(6))).QuittingOn(Monday.AddDays(20), Monday.AddDays(6));
        journey.Lapses.ShouldBeEmpty();
        KeysOn(journey, 7).ShouldNotContain("recover");
    }

    [Fact]
    public void Plan_DailyActivityAfterTheDateWasMoved_StillComesDaily()
    {
        var text = SmallProgramme.Text.Replace(
            "from: enrolment, days: 0..200, every: 1", "from: quit-date, days: -20..200, every: 1", StringComparison.Ordinal);
        var programme = SmallProgramme.Read(text);
        var journey = Quitting(after: 10);
        for (var day = 0; day < 25; day++)
        {
            journey = day == 9 ? journey.QuittingOn(Monday.AddDays(20), Monday.AddDays(9)) : journey;
            var plan = Planner.Plan(programme, journey, Monday.AddDays(day));
            plan.Activities.Select(planned => planned.Activity.Key).ShouldContain("daily", $"day {day}");
            journey = plan.Activities.Aggregate(journey, (before, planned) =>
                before.Offered(new Offer(planned.Activity.Key, planned.Occurrence, plan.Day)).Completed(planned.Occurrence, plan.Day).ActiveOn(plan.Day));
        }
    }

    [Fact]
    public void Plan_Relapse_EndsTheAttemptAndWaitsForAnother()
    {
        var journey = Live(Quitting(after: 0), 0).Relapsed(Monday.AddDays(3), Monday.AddDays(3));
        journey.Attempt.ShouldBeNull();
        var plan = Planner.Plan(Small, journey, Monday.AddDays(3));
        plan.Phase!.Key.ShouldBe("rebound");
        plan.Activities.Select(planned => planned.Activity.Key).ShouldContain("again");

        var second = journey.QuittingOn(Monday.AddDays(6), Monday.AddDays(3));
        second.Attempts.Select(attempt => (attempt.QuitDate, attempt.EndedOn)).ShouldBe([(Monday, Monday.AddDays(3)), (Monday.AddDays(6), null)]);
        KeysOn(second, 6).ShouldContain("day-zero"); // a day zero again, though the first attempt had its own
        KeysOn(second, 3).ShouldNotContain("again"); // nobody is told that they resumed once they try again
    }

    [Fact]
    public void AimingFor_AnotherGoal_BeginsWithItsFirstPhase()
    {
        var journey = Exploring().AimingFor(GoalKind.Reduce, Monday.AddDays(50));
        (journey.GoalSince, journey.EnrolledOn).ShouldBe((Monday.AddDays(50), Monday));
        var plan = Planner.Plan(Several, journey, Monday.AddDays(50));
        (plan.Phase!.Key, plan.DayNumber).ShouldBe(("observe", 0));
        plan.Activities.Select(planned => planned.Activity.Key).ShouldContain("observe-first");
        Planner.Plan(Several, journey, Monday.AddDays(57)).Phase!.Key.ShouldBe("reduce");
        Planner.Plan(Several, journey, Monday.AddDays(50)).IsLight.ShouldBeTrue(); // too little was done since they came, whatever for
        journey.AimingFor(GoalKind.Reduce, Monday.AddDays(60)).ShouldBeSameAs(journey);
    }

    [Fact]
    public void AimingFor_InTheEveningOfAFullDay_StillBringsTheFirstDay()
    {
        var full = Live(Exploring() with { Profile = Likes("coffee") }, 6, Several);
        full.Offers.Select(offer => offer.Activity).ShouldBe(["explore-six", "coffee"], ignoreOrder: true);
        var keys = Planner.Plan(Several, full.AimingFor(GoalKind.Reduce, Monday.AddDays(6)), Monday.AddDays(6))
            .Activities.Select(planned => planned.Activity.Key);
        keys.ShouldBe(["explore-six", "coffee", "observe-first"], ignoreOrder: true);
    }

    [Fact]
    public void AimingFor_AnotherGoal_BringsNothingAgainAndWhatIsDailyDaily()
    {
        var journey = Exploring();
        for (var day = 0; day < 60; day++)
        {
            journey = day == 20 ? journey.AimingFor(GoalKind.Reduce, Monday.AddDays(day)) : journey;
            journey = day == 40 ? journey.AimingFor(GoalKind.Explore, Monday.AddDays(day)) : journey;
            journey = Live(journey, day, Several);
        }

        journey.Offers.Select(offer => offer.Occurrence).ShouldBeUnique();
        journey.Offers.Count(offer => offer.Activity == "explore-six").ShouldBe(1);
        journey.Offers.Where(offer => offer.Activity == "daily").Select(offer => offer.Day).ShouldBeUnique();
        journey.Offers.Count(offer => offer.Activity == "daily").ShouldBeGreaterThan(50);
    }

    [Fact]
    public void AimingFor_AwayFromQuitting_EndsTheAttemptWithoutARelapse()
    {
        var left = Live(Quitting(after: 0), 0, Several).AimingFor(GoalKind.Reduce, Monday.AddDays(20));
        left.Attempts.ShouldHaveSingleItem().EndedOn.ShouldBe(Monday.AddDays(20));
        left.DayNumber(Monday.AddDays(25)).ShouldBe(5);

        var again = left.AimingFor(GoalKind.Quit, Monday.AddDays(40));
        Planner.Plan(Several, again, Monday.AddDays(40)).Phase.ShouldBeNull(); // neither a relapse nor a date
        again = again.QuittingOn(Monday.AddDays(42), Monday.AddDays(40));
        again.Attempts.Count.ShouldBe(2);
        Planner.Plan(Several, again, Monday.AddDays(42)).Activities.Select(planned => planned.Activity.Key).ShouldContain("day-zero");

        var sameDay = left.AimingFor(GoalKind.Quit, Monday.AddDays(20));
        sameDay.QuitDate.ShouldBe(Monday);
        Quitting(after: 30).AimingFor(GoalKind.Reduce, Monday.AddDays(20)).Attempts.ShouldBeEmpty(); // nothing was attempted yet
    }

    [Fact]
    public void Plan_PhaseThatBeganBeforeTheDateWasSet_BeginsWhenItWas()
    {
        // From a relapse on day 40, another attempt: its phase "before" would have begun on day 35.
        var second = Quitting(after: 0).Relapsed(Monday.AddDays(40), Monday.AddDays(40)).QuittingOn(Monday.AddDays(55), Monday.AddDays(45));
        OffersOf("first-of-before", second, 46).ShouldBeTrue();
        OffersOf("first-of-before", second, 36).ShouldBeFalse();

        // Brought forward, from a phase that was still to begin.
        var forward = Quitting(after: 60).QuittingOn(Monday.AddDays(25), Monday.AddDays(10));
        OffersOf("first-of-before", forward, 11).ShouldBeTrue();
        OffersOf("first-of-before", forward, 6).ShouldBeFalse();

        // Brought forward within the phase, and put off within it: it goes on.
        OffersOf("first-of-before", Quitting(after: 20).QuittingOn(Monday.AddDays(15), Monday.AddDays(4)), 1).ShouldBeTrue();
        OffersOf("first-of-before", Quitting(after: 10).QuittingOn(Monday.AddDays(12), Monday.AddDays(4)), 1).ShouldBeTrue();
    }

    [Fact]
    public void Plan_TooLittleDoneByDayTen_OffersLessAndAHuman()
    {
        var journey = Quitting(after: 0);
        var plan = Planner.Plan(Small, journey, Monday.AddDays(10));
        plan.IsLight.ShouldBeTrue();
        plan.Activities.Select(planned => planned.Activity.Key).ShouldHaveSingleItem().ShouldBe("human");
        for (var number = 0; number < EngagementFloor.Activities; number++)
        {
            journey = journey.Completed($"daily#{number}", Monday.AddDays(number));
        }

        Planner.Plan(Small, journey, Monday.AddDays(10)).IsLight.ShouldBeFalse();
        KeysOn(journey, 10).ShouldContain("long");
    }

    [Fact]
    public void Plan_Silence_IsNoticedOnceForEach()
    {
        var journey = Quitting(after: 10);
        KeysOn(journey, 2).ShouldNotContain("silent");
        KeysOn(journey, 3).ShouldContain("silent");
        KeysOn(Live(journey, 3), 4).ShouldNotContain("silent");
        var back = Live(journey, 3).ActiveOn(Monday.AddDays(4));
        KeysOn(back, 6).ShouldNotContain("silent");
        KeysOn(back, 7).ShouldContain("silent");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(90)]
    public void Plan_BeforeWhilePausedAndAfter_IsEmpty(int day) =>
        Planner.Plan(Small, Quitting(after: 3) with { PausedOn = Monday.AddDays(5) }, Monday.AddDays(day)).Activities.ShouldBeEmpty();

    [Fact]
    public void Plan_WhatComesOnlyIfNothingElseDoes_ComesOnNoOtherDay()
    {
        var programme = SmallProgramme.Read(SmallProgramme.Text.ReplaceLineEndings("\n")
            .Replace("days: 0..200, every: 1, minutes: 1, priority: 20", "days: 0..200, every: 1, minutes: 1, priority: 0", StringComparison.Ordinal));
        IEnumerable<string> On(int day) => Planner.Plan(programme, Quitting(after: 0), Monday.AddDays(day)).Activities.Select(planned => planned.Activity.Key);
        On(0).ShouldBe(["day-zero"]);
        On(1).ShouldBe(["daily"]);
    }

    [Fact]
    public void Plan_OfEquals_GivesEachPersonAnotherFirst()
    {
        var many = SmallProgramme.Read(SmallProgramme.Text.ReplaceLineEndings("\n") + string.Concat(Enumerable.Range(0, 9).Select(number =>
            $"\n  - {{ key: equal-{number}, kind: tip, title: Un, text: Un., why: Un., sources: [], "
                + $"status: draft, from: enrolment, days: 0..30, minutes: 1, priority: 90 }}")));
        var firsts = Enumerable.Range(0, 60).Select(
            person => Planner.Plan(many, Quitting(after: 5) with { Id = new Guid(person, 0, 0, new byte[8]) }, Monday).Activities[0].Activity.Key).Distinct();
        firsts.Count().ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Plan_RiseThatWavers_IsAnsweredOnce()
    {
        // Rising from day 9, falling on day 16, rising again from day 17 and, after another fall, from day 26.
        int[] uses = [5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 10, 10, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 40, 40, 40];
        DaysOfRisingIn(uses).ShouldBe([9, 26]);
    }

    [Fact]
    public void Run_RelapseAndAnotherAttempt_LastsUntilTheEndOfThatOne()
    {
        var person = new SimulatedPerson { Seed = 1, Goal = GoalKind.Quit, EnrolsOn = Monday, Does = 1, RelapsesOn = 50, TriesAgainAfter = 20 };
        var timeline = Simulator.Run(Small, person);
        timeline.Count.ShouldBe(50 + 20 + 1 + 61); // the new date is the day after, and "after" lasts until day 60
        timeline[^1].DayNumber.ShouldBe(60);
        Simulator.Run(Small, person with { TriesAgainAfter = null }).Count.ShouldBe(50 + 31); // "rebound"
        Simulator.Run(Small, person with { RelapsesOn = null }).Count.ShouldBe(61);
    }

    /// <summary>Whoever changes goal, on any day, between any two, finds something on each of thirty days.</summary>
    [Fact]
    public void Run_ChangeOfGoal_LeavesNoneOfThirtyDaysEmpty() => Check.QuickThrowOnFailure(Prop.ForAll(Turning(), person =>
    {
        var timeline = Simulator.Run(Several, person);
        var occurrences = timeline.SelectMany(day => day.Activities).Select(activity => activity.Occurrence).ToList();
        return timeline.Skip(person.TurnsOn).Take(30).Count(day => day.Activities.Count > 0) == 30 && occurrences.Distinct().Count() == occurrences.Count;
    }));

    /// <summary>Anyone, whatever they do.</summary>
    [Fact]
    public void Run_Anyone_IsNeverToldTwiceNorTooMuchAndAlwaysAlike() => Check.QuickThrowOnFailure(Prop.ForAll(People(), person =>
    {
        var timeline = Simulator.Run(Small, person);
        var occurrences = timeline.SelectMany(day => day.Activities).Select(activity => activity.Occurrence).ToList();
        return occurrences.Distinct().Count() == occurrences.Count
            && timeline.All(day => day.Activities.Count(activity => !activity.IsAnswer)
                <= (day.IsLight ? 1 : day.DayNumber is >= 0 and <= 4 && day.Phase == "after" ? 3 : 2))
            && timeline.Take(30).All(day => day.Activities.Count > 0)
            && Simulator.Run(Small, person).SelectMany(day => day.Activities).Select(activity => activity.Occurrence).SequenceEqual(occurrences);
    }));

    internal static Arbitrary<SimulatedPerson> People() => (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from goal in Gen.Elements(GoalKind.Quit, GoalKind.Explore)
        from quitsAfter in Gen.Choose(0, 20)
        from does in Gen.Elements(0.0, 0.2, 0.5, 0.9, 1.0)
        from silentFrom in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 30).Select(day => (int?)day))
        from lapses in Gen.ArrayOf(Gen.Choose(0, 60))
        from relapse in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 40).Select(day => (int?)day))
        from again in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(1, 20).Select(day => (int?)day))
        from putsOff in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 20).Select(day => (int?)day))
        from craves in Gen.Elements(0.0, 0.3, 0.9)
        from trigger in Gen.Elements("coffee", "stress")
        select new SimulatedPerson
        {
            Seed = seed,
            Goal = goal,
            EnrolsOn = Monday.AddDays(seed % 365),
            QuitsAfter = quitsAfter,
            Does = does,
            SilentFrom = silentFrom,
            LapsesOn = [.. lapses],
            RelapsesOn = relapse,
            TriesAgainAfter = again,
            PutsOffOn = putsOff,
            PutsOffBy = 7,
            Craves = craves,
            Profile = Likes(trigger),
        }).ToArbitrary();

    private static Arbitrary<SimulatedPerson> Turning() => (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from goals in Gen.Two(Gen.Elements(Enum.GetValues<GoalKind>()))
        from day in Gen.Choose(0, 40)
        from quitsAfter in Gen.Choose(0, 20)
        from does in Gen.Elements(0.0, 0.5, 1.0)
        select new SimulatedPerson
        {
            Seed = seed,
            Goal = goals.Item1,
            TurnsTo = goals.Item2,
            TurnsOn = goals.Item1 == goals.Item2 ? 0 : day,
            EnrolsOn = Monday,
            QuitsAfter = quitsAfter,
            Does = does,
        }).ToArbitrary();

    internal static Journey Quitting(int after) => new Journey
    {
        Id = new Guid("00000000-0000-7000-8000-000000000001"),
        Goal = GoalKind.Quit,
        EnrolledOn = Monday,
        LastActiveOn = Monday,
    }.QuittingOn(Monday.AddDays(after), Monday);

    internal static ImmutableDictionary<string, Answer> Likes(string trigger) =>
        ImmutableDictionary<string, Answer>.Empty.Add("triggers", new Answer(Words: [trigger]));

    private static List<int> DaysOfRisingIn(int[] uses)
    {
        var programme = SmallProgramme.Read(SmallProgramme.Text.ReplaceLineEndings("\n") + """

              - { key: rising, kind: tip, title: Plus, text: Plus., why: Plus.,
                  sources: [us], status: draft, from: "event:diary-rising", days: 0..2, minutes: 1 }
            """.ReplaceLineEndings("\n"));
        var journey = Quitting(after: 0) with { Done = Enough() };
        for (var day = 0; day < uses.Length; day++)
        {
            journey = Live(journey.Used(Monday.AddDays(day), uses[day]), day, programme);
        }

        return [.. journey.Offers.Where(offer => offer.Activity == "rising").Select(offer => offer.Day.DayNumber - Monday.DayNumber)];
    }

    private static IEnumerable<string> KeysOn(Journey journey, int day) =>
        Planner.Plan(Small, journey, Monday.AddDays(day)).Activities.Select(planned => planned.Activity.Key);

    private static Journey Exploring() =>
        new() { Id = new Guid("00000000-0000-7000-8000-000000000001"), Goal = GoalKind.Explore, EnrolledOn = Monday, LastActiveOn = Monday };

    private static bool OffersOf(string key, Journey journey, int day) =>
        Planner.Plan(Several, journey with { Done = Enough() }, Monday.AddDays(day)).Activities.Any(planned => planned.Activity.Key == key);

    /// <summary>So much that the offer is not smaller.</summary>
    private static ImmutableDictionary<string, DateOnly> Enough() =>
        Enumerable.Range(0, EngagementFloor.Activities).ToImmutableDictionary(number => $"done-{number}", _ => Monday);

    private static Journey Live(Journey journey, int day, ProgrammeDefinition? programme = null) =>
        Planner.Plan(programme ?? Small, journey, Monday.AddDays(day)).Activities
        .Aggregate(journey, (before, planned) => before.Offered(new Offer(planned.Activity.Key, planned.Occurrence, Monday.AddDays(day))));
}
