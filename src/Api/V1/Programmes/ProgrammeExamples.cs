using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Programmes;

internal sealed class ProgrammeExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new ProgrammeResponse(
            "tis", "Tabac info service", "Un accompagnement au jour le jour, pour arrêter de fumer, pour réduire, ou pour faire le point sans rien décider.", 1,
            ValidationStatus.Draft,
            [new GoalResponse(GoalKind.Quit, "Arrêter de fumer", 181, 40)],
            [new PhaseResponse(GoalKind.Quit, "challenge", "Les 30 premiers jours", AnchorKind.QuitDate, 0, 29, IsQuiet: false)],
            [
                new ProfileQuestionResponse(
                    "cigarettesPerDay", QuestionKind.Number, "Combien de cigarettes fumez-vous par jour, en moyenne ?", "Pour calculer ce que vous gagnez.",
                    Required: true, 1, 100, []),
                new ProfileQuestionResponse(
                    "triggers", QuestionKind.Choices, "Quels moments vous donnent le plus envie de fumer ?", null, Required: false, 0, 10,
                    [new OptionResponse("coffee", "Le café")]),
            ]),
    ];
}
