using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Outcomes;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Outcomes;

internal sealed class OutcomeExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new OutcomesResponse(
            "tis", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), 1200,
            [
                new OutcomeWaveResponse(
                    "quit-survey-end", AnchorKind.QuitDate, 30, 1185, 400, new ShareResponse(235, 19.8), new ShareResponse(190, 16),
                    new ShareResponse(165, 13.9), 7.4),
            ]),
    ];
}
