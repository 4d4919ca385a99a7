using System.Text.Json;
using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Coaching;
using MobileBackend.Domain.Coaching.Assessments;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Api.V1.Coaching;

internal sealed class CoachingExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new ProgrammeResponse(
            "tis", "Tabac info service", "Un accompagnement au jour le jour, pour arrêter de fumer, pour réduire, ou pour faire le point sans rien décider.", 1, ValidationStatus.Draft,
            [new GoalResponse(GoalKind.Quit, "Arrêter de fumer", 181, 40)],
            [new PhaseResponse(GoalKind.Quit, "challenge", "Les 30 premiers jours", AnchorKind.QuitDate, 0, 29)],
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
    ];
}
