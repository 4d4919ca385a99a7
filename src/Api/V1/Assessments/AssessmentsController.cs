using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Caching;
using MobileBackend.Api.Errors;
using MobileBackend.Api.LoadShedding;
using MobileBackend.Application.Assessments;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journal;

namespace MobileBackend.Api.V1.Assessments;

/// <summary>Questionnaires that help people see where they are.</summary>
[Route("api/v{version:apiVersion}/assessments")]
[Tags("E-coaching")]
[AllowAnonymous]
public sealed class AssessmentsController(IDispatcher dispatcher, ICurrentCaller current) : ApiController
{
    /// <summary>Lists the questionnaires.</summary>
    /// <remarks>Those whose licence is not cleared are there only where the service is told to show them.</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [AnsweredFromMemory]
    [PublicRead(maxAgeSeconds: 300)]
    [ProducesResponseType<Page<AssessmentResponse>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetAssessmentsQuery(), cancellationToken)).ToActionResult();

    /// <summary>Reads one questionnaire.</summary>
    /// <remarks>With its source, the state of its licence, and its items in the order in which they are asked.</remarks>
    /// <param name="code">The questionnaire: <c>ftnd</c>, <c>hsi</c>, <c>q-mat</c>, <c>cast</c> or <c>decisional-balance</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{code}")]
    [AnsweredFromMemory]
    [PublicRead(maxAgeSeconds: 300)]
    [ProducesResponseType<AssessmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(string code, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetAssessmentQuery(code), cancellationToken)).ToActionResult();

    /// <summary>Says what answers come to.</summary>
    /// <remarks>
    /// With a device's token the answers are kept for those programmes that it takes part in and that go by them; nothing of anybody else's is. The same
    /// answers again the same day change nothing. There is no score while an answer
    /// is missing: that is 400, at the item. A decisional balance takes lists of <c>{ "text", "weight" }</c> and has neither score nor band;
    /// <c>urgentHelp</c> names lines to call where its words show danger, in a refusal too.
    /// </remarks>
    /// <param name="code">The questionnaire.</param>
    /// <param name="body">The answers.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{code}/results")]
    [ProducesResponseType<AssessmentResultResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Score(string code, AssessmentAnswersBody body, CancellationToken cancellationToken) =>
        (current.Caller.Kind == CallerKind.Device
            ? await dispatcher.Send(new SaveAssessmentResultCommand(code, body.ToAnswers()), cancellationToken)
            : await dispatcher.Send(new ScoreAssessmentQuery(code, body.ToAnswers()), cancellationToken)).ToActionResult();
}
