using System.Collections.Immutable;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Unit.Tests.Enrolments;

/// <summary>A state in which no member is left at its default: the one of the committed sample.</summary>
internal static class KnownEnrolment
{
    private static readonly Attempt Ended =
        new(new DateOnly(2026, 10, 12), EndedOn: new DateOnly(2026, 10, 20), [new Lapse(new DateOnly(2026, 10, 14), 2, ToldOn: new DateOnly(2026, 10, 15))])
        {
            EndToldOn = new DateOnly(2026, 10, 21),
            SetOn = new DateOnly(2026, 10, 6),
            BroughtForwardFrom = new DateOnly(2026, 10, 19),
        };

    public static EnrolmentState State { get; } = new()
    {
        Journey = new Journey
        {
            Id = Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e30"),
            Goal = GoalKind.Explore,
            EnrolledOn = new DateOnly(2026, 10, 5),
            GoalChangedOn = new DateOnly(2026, 11, 9),
            TimesBegunAgain = 2,
            Left = new LeftGoal(GoalKind.Reduce, ChosenOn: new DateOnly(2026, 11, 2), [Ended], On: new DateOnly(2026, 11, 9)) { TimesBegunAgain = 1 },
            Profile = Answers(
                ("cigarettesPerDay", new Answer(Number: 12)),
                ("pregnant", new Answer(Flag: true)),
                ("triggers", new Answer(Words: ["coffee", "stress"])),
                ("why", new Answer(Text: "Mes enfants"))),
            Answers = Answers(
                ("review.sure", new Answer(Number: 7)),
                ("review.partner", new Answer(Flag: true)),
                ("review.when", new Answer(Words: ["evening"])),
                ("review.why", new Answer(Text: "Le souffle"))),
            SurveyAnswers = Answers(
                ("review~2.sure", new Answer(Number: 8)),
                ("review~2.partner", new Answer(Flag: true)),
                ("review~2.when", new Answer(Words: ["morning"])),
                ("review~2.why", new Answer(Text: "Le sport"))),
            Attempts = [Ended, new Attempt(new DateOnly(2026, 11, 16), EndedOn: null, [])],
            Offers = [new Offer("day-zero", "day-zero~2", new DateOnly(2026, 11, 16)) { Number = 3 }],
            Done = ImmutableDictionary<string, DateOnly>.Empty.Add("day-zero~2", new DateOnly(2026, 11, 17)),
            Cravings =
            [
                new Craving(new DateOnly(2026, 11, 18), Intensity: 6, Trigger: "coffee", Tool: "breathe", Resisted: true)
                {
                    Id = JournalEntryId.From(Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e31")),
                },
            ],
            Diary = ImmutableSortedDictionary<DateOnly, int>.Empty.Add(new DateOnly(2026, 11, 18), 4),
            Bands = ImmutableDictionary<string, AssessedBand>.Empty.Add("ftnd", new AssessedBand("strong", new DateOnly(2026, 11, 9))),
            LastActiveOn = new DateOnly(2026, 11, 21),
            PausedOn = new DateOnly(2026, 11, 22),
        },
        Messaging = new Messaging(MessageFrequency.ThreePerWeek, new TimeOnly(8, 30)),
        Badges = ImmutableDictionary<string, DateOnly>.Empty.Add("first", new DateOnly(2026, 11, 17)),
        SavingsGoal = SavingsGoal.Parse("Un voyage", 120_000).Value,
    };

    private static ImmutableDictionary<string, Answer> Answers(params (string Question, Answer Answer)[] answers) =>
        answers.ToImmutableDictionary(given => given.Question, given => given.Answer);
}
