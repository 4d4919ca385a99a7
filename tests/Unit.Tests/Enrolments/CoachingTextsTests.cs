using System.Collections.Immutable;
using MobileBackend.Application.Enrolments;
using MobileBackend.Application.Enrolments.Messages;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

/// <summary>Why somebody is told something, and where to put that right.</summary>
public sealed class CoachingTextsTests
{
    private const string Review = """
          - { key: review, kind: survey, title: Bilan, text: Bilan., why: Bilan., sources: [], status: draft, from: enrolment, days: 0, minutes: 1, openFor: 2,
              ask: { sure: { type: number, label: Sûr ?, minimum: 0, maximum: 10 } } }
        """;

    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Theory]
    [InlineData("pregnant", "votre profil", "« Enceinte ? »")]
    [InlineData("goal = quit", "votre objectif, dont vous pouvez changer")]
    [InlineData("dayNumber <= 40", "votre date d’arrêt")]
    [InlineData("band.ftnd = strong", "votre questionnaire, que vous pouvez remplir à nouveau")]
    [InlineData("answer.review.sure >= 5", "en refaisant l’activité", "« Sûr ? »")]
    [InlineData("band.ftnd = strong or pregnant", "votre questionnaire", "; d’après ce que vous avez répondu à « Enceinte ? »")]
    public void Message_ChosenByWhatCanBePutRight_SaysSo(string condition, params string[] expected)
    {
        var body = BodyOn(Monday, condition);

        body.ShouldContain(" Nous l’avons choisi d’après ");
        expected.ShouldAllBe(words => Plain(body).Contains(words));
    }

    [Theory]
    [InlineData("completed <= 3", 0)]
    [InlineData("answer.review.sure >= 5", 3)]
    public void Message_ChosenByWhatNobodyCanPutRight_SaysNoMoreThanWhy(string condition, int day) =>
        Plain(BodyOn(Monday.AddDays(day), condition)).ShouldEndWith("\n\n_Pourquoi ce message ? Le café._");

    [Theory]
    [InlineData(2, Correction.Activity)]
    [InlineData(3, null)]
    public void Reasons_AnAnswerInAnActivity_AreCorrectedByItWhileItIsOpen(int day, Correction? expected) =>
        CoachingTexts.Reasons(Open(Monday.AddDays(day), Programme("pregnant")), ["answer.review.sure"]).Single().CorrectWith.ShouldBe(expected);

    /// <summary>With ordinary spaces, as these tests are written.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static string BodyOn(DateOnly day, string condition)
    {
        var open = Open(day, Programme(condition));
        var activity = open.Programme.FindActivity("coffee")!;
        var planned = new PlannedActivity(activity, activity.Key, activity.When.Facts, day, IsNew: true);
        return CoachingTexts.Message(open, new PlannedMessage(planned, open.Now, PushUntil: null), new Offer(activity.Key, activity.Key, day) { Number = 2 })
            .Body;
    }

    private static ProgrammeDefinition Programme(string condition) =>
        SmallProgramme.Read(SmallProgramme.Text.Replace("when: triggers has coffee", $"when: {condition}", StringComparison.Ordinal) + "\n" + Review);

    /// <summary>Somebody who was asked to review on Monday, where it is open for two days more.</summary>
    private static OpenEnrolment Open(DateOnly day, ProgrammeDefinition programme)
    {
        var now = FrenchClock.ToInstant(day, new TimeOnly(9, 0));
        var id = EnrolmentId.From(Guid.CreateVersion7(now));
        var state = EnrolmentState.Begin(id, programme, GoalKind.Quit, Monday, ImmutableDictionary<string, Answer>.Empty, Messaging.Usual, Monday).Value;
        var device = Device.Register(
            DeviceId.From(Guid.CreateVersion7(now)), DeviceApp.Tis, DevicePlatform.Ios, Locale.Parse("fr").Value,
            PersonTimeZone.Parse(FrenchClock.TimeZoneId).Value, null, now);
        return new OpenEnrolment(
            Enrolment.Begin(id, device.Id, ProgrammeVersionRef.Of(programme), new SealedText(string.Empty), null, now),
            device,
            programme,
            state.With(state.Journey.Offered(new Offer("review", "review", Monday))),
            PushesAhead: 0,
            now);
    }
}
