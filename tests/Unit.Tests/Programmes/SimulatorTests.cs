using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

public sealed class SimulatorTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly ProgrammeDefinition Small = SmallProgramme.Read();

    [Fact]
    public void Run_AnyoneAnywhere_PushesNothingInQuietHoursAndThreeADayAtMost() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 95).Select(quarter => new TimeOnly(quarter / 4, quarter % 4 * 15)).ToArbitrary(),
        Gen.Elements("Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea", "America/Miquelon").ToArbitrary(),
        Gen.Choose(0, 400).ToArbitrary(),
        (preferred, zone, start) =>
        {
            var person = Person() with
            {
                EnrolsOn = Monday.AddDays(start),
                Messaging = new Messaging(MessageFrequency.Daily, preferred),
                Reach = SimulatedPerson.ReachIn(zone),
                LapsesOn = [9],
                Craves = 0.3,
            };
            return Simulator.Run(Small, person).All(day =>
                day.Activities.Count(offered => offered.IsPushed) <= MessageCeiling.Default.PerDay
                && day.Activities.All(offered => person.Reach.Clock.DateAt(offered.ToldAt) == day.Day)
                && day.Activities.Where(offered => offered.IsPushed)
                .All(offered => QuietHours.Default.EndOfStretchAt(offered.ToldAt, person.Reach.Clock) is null));
        }));

    [Fact]
    public void Run_SomebodyWithoutWishes_TellsTheFirstActivityAtHalfPastEightInParis()
    {
        var first = Simulator.Run(Small, Person())[0].Activities[0];
        (FrenchClock.TimeAt(first.ToldAt), first.IsPushed).ShouldBe((new TimeOnly(8, 30), true));
    }

    [Fact]
    public void Run_SomebodyWhoWantsNoPushes_IsToldEverythingAndCalledToNothing()
    {
        var told = Told(new Messaging(MessageFrequency.None, new TimeOnly(9, 0)));
        var pushed = Told(new Messaging(MessageFrequency.Daily, new TimeOnly(9, 0)));

        told.ShouldAllBe(offered => !offered.IsPushed);
        pushed.ShouldContain(offered => offered.IsPushed);
        told.Select(offered => offered.Activity.Key).ShouldBe(pushed.Select(offered => offered.Activity.Key));

        static List<SimulatedActivity> Told(Messaging messaging) =>
            [.. Simulator.Run(Small, Person() with { Messaging = messaging }).SelectMany(day => day.Activities)];
    }

    [Fact]
    public void Run_ActivityWithACondition_TellsWhatItAskedAboutAndTheAnswer()
    {
        var profile = ImmutableDictionary<string, Answer>.Empty.Add("triggers", new Answer(Words: ["coffee"]));
        var coffee = Simulator.Run(Small, Person() with { Profile = profile }).SelectMany(day => day.Activities)
            .First(offered => offered.Activity.Key == "coffee");
        coffee.Because.ShouldHaveSingleItem().Name.ShouldBe("triggers");
        coffee.Because[0].Value!.Words!.Value.ShouldBe(["coffee"]);
    }

    [Fact]
    public void Run_TextsOfAnActivity_AreFilledAsThePersonReadsThem()
    {
        var programme = SmallProgramme.Read(SmallProgramme.Text.Replace("title: Le jour,", "title: \"Le {quitDate}\",", StringComparison.Ordinal));
        Simulator.Run(programme, Person()).SelectMany(day => day.Activities).First(offered => offered.Activity.Key == "day-zero")
            .Title.ShouldBe("Le lundi 30 novembre");
    }

    [Fact]
    public void Run_EachDay_TellsWhatItMayHold() =>
        Simulator.Run(Small, Person() with { Does = 1 }).Select(day => (day.DayNumber, day.Budget)).ShouldBe(
            Enumerable.Range(-7, 68).Select(number => (number, number is >= 0 and <= 4 ? 3 : 2)));

    [Fact]
    public void Run_QuitDatePutOffFurtherThanAnybodyMay_IsRefusedAsItIsToEveryone()
    {
        var days = Simulator.Run(Small, Person() with { PutsOffOn = 1, PutsOffBy = 300 });
        days[1].Events.ShouldBe(["refused"]);
        days.Select(day => day.DayNumber).ShouldBe(Simulator.Run(Small, Person()).Select(day => day.DayNumber));
    }

    [Fact]
    public void Run_UseThatGrowsWithoutEnd_EndsAllTheSame() => Simulator.Run(Small, Person() with { Uses = 100, UseChanges = 2 }, 400).Count.ShouldBe(400);

    [Theory]
    [InlineData(null, null, null, 68)]
    [InlineData(3, null, null, 74)]
    [InlineData(8, null, null, 68)]
    [InlineData(null, 20, 5, 87)]
    [InlineData(null, 20, null, 51)]
    [InlineData(null, 2, 5, 68)]
    public void Run_QuitDateThatMoves_LastsUntilTheLastAttemptIsThrough(int? putsOffOn, int? relapsesOn, int? triesAgainAfter, int days) =>
        Simulator.Run(Small, Person() with { PutsOffOn = putsOffOn, PutsOffBy = 10, RelapsesOn = relapsesOn, TriesAgainAfter = triesAgainAfter })
            .Count.ShouldBe(days);

    private static SimulatedPerson Person() => new() { Seed = 1, Goal = GoalKind.Quit, EnrolsOn = Monday, QuitsAfter = 7, Does = 0.7 };
}
