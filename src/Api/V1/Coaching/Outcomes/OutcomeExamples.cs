using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Coaching.Outcomes;

namespace MobileBackend.Api.V1.Coaching.Outcomes;

internal sealed class OutcomeExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new OutcomesResponse(
            "tis", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), 1200,
            [new OutcomeWaveResponse("quit-survey-end", 30, 1184, 402, new ShareResponse(237, 20), new ShareResponse(190, 16), new ShareResponse(166, 14), 7.4)]),
    ];
}
