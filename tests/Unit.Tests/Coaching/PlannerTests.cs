using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Coaching.Journeys;
using MobileBackend.Domain.Coaching.Planning;
using MobileBackend.Domain.Coaching.Programmes;
using MobileBackend.Domain.Coaching.Simulation;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Coaching;

public sealed class PlannerTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly ProgrammeDefinition Small = SmallProgramme.Read();

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
        journey = journey.QuittingOn(Monday.AddDays(4));
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
        var planned = Planner.Plan(Small, Quitting(after: 10) with { Profile = Likes("coffee") }, Monday).Activities.Single(each => each.Activity.Key == "coffee");
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
        var journey = Quitting(after: 0).Lapsed(new Lapse(Monday.AddDays(6), 1, Monday.AddDays(6))).QuittingOn(Monday.AddDays(20));
        journey.Lapses.ShouldBeEmpty();
        KeysOn(journey, 7).ShouldNotContain("recover");
    }

    [Fact]
    public void Plan_DailyActivityAfterTheDateWasMoved_StillComesDaily()
    {
        var text = SmallProgramme.Text.Replace("from: enrolment, days: 0..200, every: 1", "from: quit-date, days: -20..200, every: 1", StringComparison.Ordinal);
        var programme = SmallProgramme.Read(text);
        var journey = Quitting(after: 10);
        for (var day = 0; day < 25; day++)
        {
            journey = day == 9 ? journey.QuittingOn(Monday.AddDays(20)) : journey;
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

        var second = journey.QuittingOn(Monday.AddDays(6));
        second.Attempts.Select(attempt => (attempt.QuitDate, attempt.EndedOn)).ShouldBe([(Monday, Monday.AddDays(3)), (Monday.AddDays(6), null)]);
        KeysOn(second, 6).ShouldContain("day-zero"); // a day zero again, though the first attempt had its own
        KeysOn(second, 3).ShouldNotContain("again"); // nobody is told that they resumed once they try again
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
        var programme = SmallProgramme.Read(SmallProgramme.Text.ReplaceLineEndings("\n").Replace("days: 0..200, every: 1, minutes: 1, priority: 20", "days: 0..200, every: 1, minutes: 1, priority: 0", StringComparison.Ordinal));
        IEnumerable<string> On(int day) => Planner.Plan(programme, Quitting(after: 0), Monday.AddDays(day)).Activities.Select(planned => planned.Activity.Key);
        On(0).ShouldBe(["day-zero"]);
        On(1).ShouldBe(["daily"]);
    }

    [Fact]
    public void Plan_OfEquals_GivesEachPersonAnotherFirst()
    {
        var many = SmallProgramme.Read(SmallProgramme.Text.ReplaceLineEndings("\n") + string.Concat(Enumerable.Range(0, 9).Select(number =>
            $"\n  - {{ key: equal-{number}, kind: tip, title: Un, text: Un., why: Un., sources: [], status: draft, from: enrolment, days: 0..30, minutes: 1, priority: 90 }}")));
        var firsts = Enumerable.Range(0, 60).Select(person => Planner.Plan(many, Quitting(after: 5) with { Id = new Guid(person, 0, 0, new byte[8]) }, Monday).Activities[0].Activity.Key).Distinct();
        firsts.Count().ShouldBeGreaterThan(4);
    }

    /// <summary>Anyone, whatever they do.</summary>
    [Fact]
    public void Run_Anyone_IsNeverToldTwiceNorTooMuchAndAlwaysAlike() => Check.QuickThrowOnFailure(Prop.ForAll(People(), person =>
    {
        var timeline = Simulator.Run(Small, person);
        var occurrences = timeline.SelectMany(day => day.Activities).Select(activity => activity.Occurrence).ToList();
        return occurrences.Distinct().Count() == occurrences.Count
            && timeline.All(day => day.Activities.Count <= (day.IsLight ? 1 : day.DayNumber is >= 0 and <= 4 && day.Phase == "after" ? 3 : 2))
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

    internal static Journey Quitting(int after) => new Journey
    {
        Id = new Guid("00000000-0000-7000-8000-000000000001"),
        Goal = GoalKind.Quit,
        EnrolledOn = Monday,
        LastActiveOn = Monday,
    }.QuittingOn(Monday.AddDays(after));

    internal static ImmutableDictionary<string, Answer> Likes(string trigger) =>
        ImmutableDictionary<string, Answer>.Empty.Add("triggers", new Answer(Words: [trigger]));

    private static IEnumerable<string> KeysOn(Journey journey, int day) => Planner.Plan(Small, journey, Monday.AddDays(day)).Activities.Select(planned => planned.Activity.Key);

    private static Journey Live(Journey journey, int day) => Planner.Plan(Small, journey, Monday.AddDays(day)).Activities
        .Aggregate(journey, (before, planned) => before.Offered(new Offer(planned.Activity.Key, planned.Occurrence, Monday.AddDays(day))));
}
