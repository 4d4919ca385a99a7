using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Outcomes;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Outcomes;

public sealed class OutcomeTallyTests
{
    private const int OpenFor = 14;

    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly SurveyWave Wave = new("survey", AnchorKind.QuitDate, 30, 30 + OpenFor, AsksAmount: true);
    private static readonly Activity Survey = SmallProgramme.Read().Activities[0] with { Key = "survey", Kind = ActivityKind.Survey };

    [Fact]
    public void With_SomebodyWhoMayStillAnswer_CountsNobody()
    {
        Tally(Quitting(), Monday.AddDays(30 + OpenFor)).ShouldBe(OutcomeTally.Of(Wave));
        Tally(Quitting(), Monday.AddDays(30 + OpenFor + 1)).Due.ShouldBe(1);
    }

    [Fact]
    public void With_SomebodyWhoDidNotAnswer_CountsThemAsSmoking() =>
        Tally(Quitting()).ShouldBe(OutcomeTally.Of(Wave) with { Due = 1 });

    [Theory]
    [InlineData(false, false, 0, 1, 1, 1)]
    [InlineData(false, true, 5, 1, 0, 1)]
    [InlineData(false, true, 6, 1, 0, 0)]
    [InlineData(true, true, 1, 0, 0, 0)]
    public void With_SomebodyWhoAnswered_CountsWhatTheySay(bool smoked7, bool smoked30, int cigarettes, int not7, int not30, int continuously)
    {
        var tally = Tally(Answering(Quitting(), smoked7, smoked30, cigarettes));
        (tally.Due, tally.Answered, tally.Abstinent7Days, tally.Abstinent30Days, tally.Continuously).ShouldBe((1, 1, not7, not30, continuously));
        (tally.Satisfaction, tally.SatisfactionAnswers).ShouldBe((8, 1));
    }

    [Fact]
    public void With_SomebodyWhoRelapsed_IsNotContinuouslyAbstinentWhateverTheySay()
    {
        var tally = Tally(Answering(Quitting(), smoked7: false, smoked30: false, cigarettes: 2).Relapsed(Monday.AddDays(5), Monday.AddDays(5)));
        (tally.Abstinent7Days, tally.Continuously).ShouldBe((1, 0));
    }

    [Fact]
    public void With_SomebodyWhoAnsweredInALaterAttemptToo_CountsWhatTheySaidInTheFirst()
    {
        var first = Answering(Quitting(), smoked7: true, smoked30: true, cigarettes: 9).Relapsed(Monday.AddDays(31), Monday.AddDays(31));
        var second = Answering(first.QuittingOn(Monday.AddDays(40), Monday.AddDays(35)), smoked7: false, smoked30: false, cigarettes: 0, "survey~2");

        second.Answers["survey.usedLast7Days"].Flag.ShouldBe(false, "conditions ask about the latest answer");
        Tally(second).ShouldBe(Tally(first));
        Tally(second).Abstinent7Days.ShouldBe(0);
    }

    [Fact]
    public void With_ASurveyAtTheEndOfTheWeeks_CountsThoseThatWereBegunLast()
    {
        var ofWeeks = new SurveyWave("survey", AnchorKind.Enrolment, 34, 34 + OpenFor, AsksAmount: false);
        var again = Quitting().QuittingOn(Monday.AddDays(30), Monday.AddDays(25)).BeginningAgainOn(Monday.AddDays(25), Quitting());
        var answered = Answering(again, smoked7: false, smoked30: true, cigarettes: 0, "survey~2");

        OutcomeTally.Of(ofWeeks).With(answered, Monday.AddDays(25 + 34 + OpenFor)).ShouldBe(OutcomeTally.Of(ofWeeks));
        var tally = OutcomeTally.Of(ofWeeks).With(answered, Monday.AddDays(25 + 34 + OpenFor + 1));
        (tally.Due, tally.Answered, tally.Abstinent7Days, tally.Abstinent30Days).ShouldBe((1, 1, 1, 0));
    }

    /// <summary>What they said at the end of their weeks stays said, whatever they begin later.</summary>
    [Fact]
    public void With_WeeksBegunAgainAfterTheirEndWasAnswered_CountsWhatWasSaidThen()
    {
        var ofWeeks = new SurveyWave("survey", AnchorKind.Enrolment, 34, 34 + OpenFor, AsksAmount: false);
        var answered = Answering(Quitting(), smoked7: false, smoked30: false, cigarettes: 0).Relapsed(Monday.AddDays(80), Monday.AddDays(80));

        var again = answered.QuittingOn(Monday.AddDays(95), Monday.AddDays(85)).BeginningAgainOn(Monday.AddDays(85), answered);

        OutcomeTally.Of(ofWeeks).With(again, Monday.AddDays(90)).ShouldBe(OutcomeTally.Of(ofWeeks).With(answered, Monday.AddDays(84)));
        OutcomeTally.Of(ofWeeks).With(again, Monday.AddDays(90)).Abstinent7Days.ShouldBe(1);
    }

    [Fact]
    public void With_SomebodyWithoutAQuitDate_CountsNobody() =>
        Tally(new Journey { Id = Guid.Empty, Goal = GoalKind.Explore, EnrolledOn = Monday, LastActiveOn = Monday }).ShouldBe(OutcomeTally.Of(Wave));

    [Fact]
    public void With_AQuestionLeftOut_CountsAsSmokingAndNotAsSatisfied()
    {
        var tally = Tally(Quitting().Completed("survey", Monday.AddDays(30)));
        tally.ShouldBe(OutcomeTally.Of(Wave) with { Due = 1, Answered = 1 });
    }

    private static OutcomeTally Tally(Journey journey, DateOnly? today = null) => OutcomeTally.Of(Wave).With(journey, today ?? Monday.AddDays(100));

    private static Journey Quitting() =>
        new Journey { Id = Guid.Empty, Goal = GoalKind.Quit, EnrolledOn = Monday, LastActiveOn = Monday }.QuittingOn(Monday, Monday);

    private static Journey Answering(Journey journey, bool smoked7, bool smoked30, int cigarettes, string occurrence = "survey") =>
        journey.Completed(occurrence, Monday.AddDays(30)).Answered(Survey, occurrence,
        [
            KeyValuePair.Create("usedLast7Days", new Answer(Flag: smoked7)),
            KeyValuePair.Create("usedLast30Days", new Answer(Flag: smoked30)),
            KeyValuePair.Create("amountSinceQuit", new Answer(Number: cigarettes)),
            KeyValuePair.Create("satisfaction", new Answer(Number: 8)),
        ]);
}
