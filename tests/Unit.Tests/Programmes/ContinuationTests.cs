using System.Collections.Immutable;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

/// <summary>
/// Who can go on with another version of their programme: nobody loses what is open to them, or is led by an answer that means something else there.
/// </summary>
public sealed class ContinuationTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly ProgrammeDefinition Small = SmallProgramme.Read();

    /// <summary>Quits on the second day, smokes eighty, with coffee and under stress; on day 3 "day-three" of that day and "daily" of each are open.</summary>
    private static readonly Journey Somebody = Told(
        new Journey
        {
            Id = Guid.Parse("01980000-0000-7000-8000-000000000001"),
            Goal = GoalKind.Quit,
            EnrolledOn = Monday,
            LastActiveOn = Monday,
            Profile = ImmutableDictionary<string, Answer>.Empty
                .Add("cigarettesPerDay", new Answer(Number: 80)).Add("pregnant", new Answer(Flag: false))
                .Add("triggers", new Answer(Words: ["coffee", "stress"])),
        }.QuittingOn(Monday.AddDays(1), Monday),
        days: 5);

    [Theory]
    [InlineData("title: Trois jours,", "title: Le troisième jour,")]
    [InlineData("maximum: 100", "maximum: 80")]
    [InlineData("stress: Le stress }", "stress: Le stress, beer: La bière }")]
    [InlineData("anchor: quit-date, days: 0..60", "anchor: quit-date, days: 0..90")]
    [InlineData("{ key: human, ", "{ key: somebody-else, ")]
    [InlineData("{ key: rebound, ", "{ key: begin-again, ")]
    [InlineData("questions:\n", "questions:\n  weight: { type: number, label: Combien ?, minimum: 1, maximum: 9 }\n")]
    public void IsPossible_WhatTheirWayDoesNotHoldOnTo_MayChange(string old, string @new) => CanGoOn(old, @new).ShouldBeTrue();

    [Theory]
    [InlineData("maximum: 100", "maximum: 79", "their answer is out of bounds")]
    [InlineData("pregnant: { type: flag, label: Enceinte ? }", "expecting: { type: flag, label: Enceinte ? }", "their answer is to no question")]
    [InlineData("{ type: flag, label: Enceinte ? }", "{ type: number, label: Enceinte ?, minimum: 0, maximum: 9 }", "their answer is of another kind")]
    [InlineData("stress: Le stress }", "tea: Le thé }", "what they chose is not offered")]
    [InlineData("questions:\n", "questions:\n  weight: { type: number, label: Combien ?, minimum: 1, maximum: 9, required: true }\n", "they were never asked")]
    [InlineData("{ key: after, title", "{ key: later, title", "their phase is not there")]
    [InlineData("{ key: day-three, ", "{ key: third-day, ", "it is still open to them")]
    public void IsPossible_WhatTheirWayHoldsOnTo_MayNot(string old, string @new, string why) => CanGoOn(old, @new).ShouldBeFalse(why);

    [Fact]
    public void IsPossible_WhatIsDoneOrOver_MayGo()
    {
        var without = SmallProgramme.Read(Changed("{ key: day-three, ", "{ key: third-day, "));
        var done = Somebody.Completed("day-three", Monday.AddDays(4));

        Continuation.IsPossible(done, Small, without, Monday.AddDays(4)).ShouldBeTrue();
        Continuation.IsPossible(Somebody, Small, without, Monday.AddDays(30)).ShouldBeTrue("it can no longer be done");
    }

    [Fact]
    public void IsPossible_GoalThatIsNoLongerOffered_IsNot()
    {
        var onlyQuitting = Small with { Goals = [Small.Find(GoalKind.Quit)!] };
        var exploring = Somebody.AimingFor(GoalKind.Explore, Monday.AddDays(4));

        Continuation.IsPossible(exploring, Small, onlyQuitting, Monday.AddDays(4)).ShouldBeFalse();
        Continuation.IsPossible(Somebody, Small, onlyQuitting, Monday.AddDays(4)).ShouldBeTrue();
    }

    private static bool CanGoOn(string old, string @new) =>
        Continuation.IsPossible(Somebody, Small, SmallProgramme.Read(Changed(old, @new)), Monday.AddDays(4));

    private static string Changed(string old, string @new)
    {
        var text = SmallProgramme.Text.ReplaceLineEndings("\n");
        text.ShouldContain(old);
        return text.Replace(old, @new, StringComparison.Ordinal);
    }

    private static Journey Told(Journey journey, int days) => Enumerable.Range(0, days).Aggregate(journey, (told, day) =>
        Planner.Plan(Small, told, Monday.AddDays(day)).Activities.Aggregate(
            told, (offered, planned) => offered.Offered(new Offer(planned.Activity.Key, planned.Occurrence, Monday.AddDays(day)))));
}
