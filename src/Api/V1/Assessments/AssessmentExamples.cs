using System.Text.Json;
using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Assessments;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Assessments;

internal sealed class AssessmentExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new AssessmentResponse(
            "hsi", 1, "Deux questions sur votre dépendance", "Deux questions suffisent à une première idée de votre dépendance physique à la nicotine.",
            "Heaviness of Smoking Index, Heatherton et al., British Journal of Addiction 1989", LicenceStatus.Unclear, ValidationStatus.Draft, 6,
            [new AssessmentItemResponse(
                "cigarettes-per-day", "Combien de cigarettes fumez-vous par jour, en moyenne ?", [new OptionResponse("10-or-fewer", "10 ou moins")])],
            []),
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
