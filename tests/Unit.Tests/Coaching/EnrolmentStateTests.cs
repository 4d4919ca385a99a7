using System.Collections.Immutable;
using MobileBackend.Application.Coaching.Enrolments;
using MobileBackend.Domain.Coaching.Enrolments;
using MobileBackend.Domain.Coaching.Journeys;
using MobileBackend.Domain.Coaching.Planning;
using MobileBackend.Domain.Coaching.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Safety;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Coaching;

public sealed class EnrolmentStateTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
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

        relapsed.QuitOn(Programme, Monday.AddDays(4), Monday.AddDays(5)).Error.ShouldBe(EnrolmentErrors.QuitDateInEarlierAttempt.At("quitDate"));
        var again = relapsed.QuitOn(Programme, Monday.AddDays(5), Monday.AddDays(5)).Value;

        again.Journey.Attempts.Select(attempt => (attempt.QuitDate, attempt.EndedOn)).ShouldBe([(Monday, Monday.AddDays(4)), (Monday.AddDays(5), null)]);
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
    [InlineData(-14, 0, true)]
    [InlineData(-14, -1, false)]
    [InlineData(0, 5, true)]
    [InlineData(400, 0, true)]
    public void Moment_TooLongAgo_IsRefusedAndAheadIsNow(int days, int minutes, bool isTaken)
    {
        var now = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        var moment = JournalDesk.Moment(now, now.AddDays(days).AddMinutes(minutes));
        if (isTaken)
        {
            moment.Value.ShouldBe(now.AddDays(days).AddMinutes(minutes) is var told && told < now ? told : now);
        }
        else
        {
            moment.Error.ShouldBe(EnrolmentErrors.InstantOutOfRange.At("occurredAt"));
        }
    }

    [Theory]
    [InlineData("Je veux en finir", true)]
    [InlineData("je pense au SUICIDE", true)]
    [InlineData("J’ai mal à la poitrine", true)]
    [InlineData("Plus envie de vivre…", true)]
    [InlineData("J’ai envie d’un café", false)]
    [InlineData("Je me tue à la tâche", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void DangerSigns_InWhatIsWritten_AreNoticed(string? words, bool expected) => DangerSigns.In(words).ShouldBe(expected);

    [Fact]
    public void CravingTools_WhatDidNotHelp_ComesAfterTheOthers()
    {
        var journey = BeginsOn(0).Value.Journey;
        var first = CravingTools.For(Programme, journey, trigger: null, place: null);
        first.Count.ShouldBe(Math.Min(CravingTools.Most, Programme.Tools.Count));

        var failed = journey.Craved(new Craving(Monday, 5, null, first[0].Tool.Key, Resisted: false));
        var second = CravingTools.For(Programme, failed, trigger: null, place: null);

        if (Programme.Tools.Count > 1)
        {
            second[0].Tool.Key.ShouldNotBe(first[0].Tool.Key);
        }

        var helped = journey.Craved(new Craving(Monday, 5, null, first[^1].Tool.Key, Resisted: true));
        CravingTools.For(Programme, helped, trigger: null, place: null)[0].ShouldBe(first[^1] with { Helped = 1 });
    }

    [Fact]
    public void Craved_MoreOftenThanSaysAnything_KeepsTheLatest()
    {
        var journey = Enumerable.Range(0, 501).Aggregate(BeginsOn(0).Value.Journey, (told, number) => told.Craved(new Craving(Monday, number % 11, null, null, null)));
        journey.Cravings.Count.ShouldBe(500);
        journey.Cravings[0].Intensity.ShouldBe(1);
    }

    private static Result<EnrolmentState> BeginsOn(int ahead) => Begin(GoalKind.Quit, Monday.AddDays(ahead));

    private static Result<EnrolmentState> Begin(GoalKind goal, DateOnly? quitDate) => EnrolmentState.Begin(
        EnrolmentId.From(Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e30")),
        Programme,
        goal,
        quitDate,
        ImmutableDictionary<string, Answer>.Empty,
        new Messaging(MessageFrequency.Daily, new TimeOnly(8, 30)),
        Monday);
}
