using MobileBackend.Api.OpenApi;
using MobileBackend.Api.V1.Common;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Enrolments.Benefits;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journal;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Messages;
using MobileBackend.Application.Enrolments.Planning;
using MobileBackend.Application.Programmes;
using MobileBackend.Application.Promises;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Enrolments;

internal sealed class EnrolmentExamples : IApiExamples
{
    private static readonly Guid Id = Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e30");
    private static readonly DateOnly Day = new(2026, 12, 6);
    private static readonly DateOnly QuitDate = new(2026, 12, 1);
    private static readonly DateTimeOffset Instant = new(2026, 12, 6, 9, 0, 0, TimeSpan.Zero);

    private static readonly PhaseNameResponse Phase = new("challenge", "Les 30 premiers jours");
    private static readonly SourceResponse Source = new("Haute Autorité de santé, 2014", null);

    private static readonly PromiseResponse Promise = new(
        PromiseKind.Callback, Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f"), Instant.AddDays(1), Instant.AddDays(1).AddMinutes(30), PromiseState.Ahead,
        "Nous vous appelons le lundi 7 décembre, entre 10 h 00 et 10 h 30 (heure de Paris).");

    private static readonly BadgeResponse Badge = new("first-step", "Premier pas", "Vous avez fait votre première activité.", Day);

    public IEnumerable<object> Values => [.. Bodies(), .. Answers()];

    private static IEnumerable<object> Bodies() =>
    [
        new EnrolBody
        {
            Programme = "tis",
            Goal = GoalKind.Quit,
            QuitDate = QuitDate,
            Profile = Profile(),
            Messaging = Messaging(),
            AtLeast15 = true,
            HealthDataConsent = true,
        },
        Messaging(),
        new QuitDateBody { QuitDate = QuitDate },
        new GoalBody { Goal = GoalKind.Reduce },
        new ProfileBody { Profile = Profile() },
        new SavingsGoalBody { Label = "Un vélo", Cents = 45_000 },
        new CompletionBody { OfferedOn = new DateOnly(2026, 11, 23), Answers = new Dictionary<string, ProfileValue>() },
        new DiaryEntryBody { Amount = 3, Place = CravingPlace.Work, Company = Company.Colleagues, Trigger = "coffee", Mood = 5 },
        new CravingBody { Intensity = 8, Trigger = "coffee", Place = CravingPlace.Work },
        new CravingOutcomeBody { Tool = "tool-wait", Resisted = true },
        new LapseBody { Kind = LapseKind.Lapse, Cigarettes = 1 },
    ];

    private static IEnumerable<object> Answers() =>
    [
        new EnrolmentResponse(
            Id, "tis", 1, EnrolmentStatus.Active, GoalKind.Quit, new DateOnly(2026, 11, 23), QuitDate, 5, Phase,
            new Dictionary<string, object> { ["cigarettesPerDay"] = 10, ["triggers"] = (string[])["coffee", "stress"] },
            new MessagingResponse(MessageFrequency.Daily, new TimeOnly(8, 30)), [new AttemptAtQuittingResponse(QuitDate, null, 0)], [Badge],
            new SavingsGoalResponse("Un vélo", 45_000)),
        new TodayResponse(Day, 5, Phase, IsLight: false, [Activity()], [], [Promise]),
        new TimelineResponse(
            Day,
            [
                new TimelineDayResponse(
                    QuitDate, 0, Phase, [TimelineEvent.QuitDate],
                    [new TimelineActivityResponse("quit-day", ActivityKind.Tip, "C’est aujourd’hui", TimelineState.Done)]),
            ],
            [Promise]),
        new BenefitsResponse(
            Instant.AddDays(-5), 5, 50, new MoneyResponse(3000, "EUR"), 150,
            [new MilestoneResponse(
                "one-day",
                "Votre corps commence à éliminer le monoxyde de carbone.",
                Instant.AddDays(-4),
                Reached: true,
                Source.Title,
                ValidationStatus.Draft)],
            [], new SavingsProgressResponse("Un vélo", 45_000, 6)),
        new CompletionResponse("quit-three-breaths", Day, [], [Badge], UrgentHelp: null),
        new DiaryEntryResponse(Id, Day, 3, UrgentHelp: null),
        new CravingResponse(
            Id, "Une envie monte, puis redescend, le plus souvent en moins de cinq minutes.",
            [new ToolResponse(
                "tool-wait",
                "Attendre cinq minutes",
                "Lancez un minuteur de cinq minutes et ne décidez rien avant qu’il sonne.",
                5,
                2,
                FitsTrigger: false,
                [Source])],
            new HumanHelpResponse(
                [],
                new SlotResponse(
                    new DateOnly(2026, 12, 7), new TimeOnly(10, 0), new TimeOnly(10, 30), Instant.AddDays(1), Instant.AddDays(1).AddMinutes(30), null),
                null),
            UrgentHelp: null),
        new LapseResponse(Id, LapseKind.Lapse, Day, "Merci de l’avoir noté. Un faux pas n’efface rien : vos jours et vos progrès restent."),
    ];

    private static MessagingBody Messaging() => new() { Frequency = MessageFrequency.Daily, PreferredTime = new TimeOnly(8, 30) };

    private static Dictionary<string, ProfileValue> Profile() => new()
    {
        ["cigarettesPerDay"] = new(new AnswerInput.Number(10)),
        ["packPriceCents"] = new(new AnswerInput.Number(1200)),
        ["triggers"] = new(new AnswerInput.Words(["coffee", "stress"])),
        ["weightWorry"] = new(new AnswerInput.Flag(false)),
    };

    private static ActivityResponse Activity() => new(
        "quit-three-breaths", ActivityKind.Exercise, "Trois respirations", "Épaules basses. Inspirez par le nez en comptant jusqu’à quatre.",
        "Le café vous donne envie : voici pour ce moment-là.",
        [new ReasonResponse("triggers", "Quels moments vous donnent le plus envie de fumer ?", Correction.Profile)], 3, [Source], ValidationStatus.Draft,
        Day, Day.AddDays(2), null,
        [new ProfileQuestionResponse("confidence", QuestionKind.Number, "À quel point avez-vous confiance ?", null, Required: false, 0, 10, [])], null);
}
