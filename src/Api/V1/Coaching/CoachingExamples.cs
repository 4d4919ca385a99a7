using System.Text.Json;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.V1.Coaching.Simulations;
using MobileBackend.Application.Coaching;
using MobileBackend.Application.Coaching.Simulations;
using MobileBackend.Domain.Coaching.Assessments;
using MobileBackend.Domain.Coaching.Planning;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Api.V1.Coaching;

internal sealed class CoachingExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new ProgrammeResponse(
            "tis", "Tabac info service", "Un accompagnement au jour le jour, pour arrêter de fumer, pour réduire, ou pour faire le point sans rien décider.", 1, ValidationStatus.Draft,
            [new GoalResponse(GoalKind.Quit, "Arrêter de fumer", 181, 40)],
            [new PhaseResponse(GoalKind.Quit, "challenge", "Les 30 premiers jours", AnchorKind.QuitDate, 0, 29, IsQuiet: false)],
            [
                new ProfileQuestionResponse(
                    "cigarettesPerDay", QuestionKind.Number, "Combien de cigarettes fumez-vous par jour, en moyenne ?", "Pour calculer ce que vous gagnez.", Required: true, 1, 100, []),
                new ProfileQuestionResponse(
                    "triggers", QuestionKind.Choices, "Quels moments vous donnent le plus envie de fumer ?", null, Required: false, 0, 10, [new OptionResponse("coffee", "Le café")]),
            ]),
        new AssessmentResponse(
            "hsi", 1, "Deux questions sur votre dépendance", "Deux questions suffisent à une première idée de votre dépendance physique à la nicotine.",
            "Heaviness of Smoking Index, Heatherton et al., British Journal of Addiction 1989", LicenceStatus.Unclear, ValidationStatus.Draft, 6,
            [new AssessmentItemResponse("cigarettes-per-day", "Combien de cigarettes fumez-vous par jour, en moyenne ?", [new OptionResponse("10-or-fewer", "10 ou moins")])], []),
        new AssessmentResultResponse(
            5, 6, new AssessmentBandResponse("high", "Dépendance physique forte", "Le manque peut être vif, et il se soulage.", ShowsWayToHuman: true), 1),
        new AssessmentAnswersBody
        {
            Answers = new Dictionary<string, JsonElement>
            {
                ["first-cigarette"] = JsonSerializer.SerializeToElement("within-5-minutes"),
                ["cigarettes-per-day"] = JsonSerializer.SerializeToElement("21-to-30"),
            },
        },
        new SimulateProgrammeBody
        {
            Goal = GoalKind.Quit,
            EnrolsOn = new DateOnly(2026, 11, 23),
            QuitsAfter = 7,
            Profile = new Dictionary<string, ProfileValue>
            {
                ["cigarettesPerDay"] = new(new AnswerInput.Number(15)),
                ["triggers"] = new(new AnswerInput.Words(["coffee", "stress"])),
                ["pregnant"] = new(new AnswerInput.Flag(Value: false)),
            },
            Messaging = new SimulatedMessagingBody { Frequency = MessageFrequency.Daily, PreferredTime = new TimeOnly(8, 30) },
            TimeZone = "Europe/Paris",
            Behaviour = new BehaviourBody { Does = 0.7, LapsesOnDays = [13], Bands = new Dictionary<string, string> { ["ftnd"] = "strong" } },
            Seed = 1,
            Days = 60,
        },
        new SimulationResponse(
            "tis", "Tabac info service", 1, ValidationStatus.Draft, GoalKind.Quit, "Arrêter de fumer", new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 30), "Europe/Paris",
            new SimulationTotalsResponse(60, 120, 84, 110, 380, 48, 0, 0),
            [new PhaseResponse(GoalKind.Quit, "challenge", "Les 30 premiers jours", AnchorKind.QuitDate, 0, 29, IsQuiet: false)],
            [
                new SimulatedDayResponse(new DateOnly(2026, 12, 6), 6, "challenge", Light: false, 2, 2, ["lapse"],
                [
                    new SimulatedActivityResponse(
                        "after-a-lapse", ActivityKind.Tip, "Un faux pas n’efface rien", "Vous avez noté un faux pas.", 812, 2, 80,
                        new DateTimeOffset(2026, 12, 6, 7, 30, 0, TimeSpan.Zero), new TimeOnly(8, 30), Pushed: true, Done: true,
                        new SimulatedRuleResponse("lapse", 0, 2, null, [new SimulatedFactResponse("cigarettesPerDay", 15, null, null)])),
                ]),
            ],
            [new ActivityNameResponse("pregnancy-midwife", "En parler à votre sage-femme", 945)]),
    ];
}
