using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Privacy;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.Enrolments;

/// <summary>A person's own way through a programme.</summary>
[Route("api/v{version:apiVersion}/enrolments")]
[Tags("E-coaching")]
[Authorize(Policies.Device)]
public sealed class EnrolmentsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Begins a programme.</summary>
    /// <remarks>One enrolment a programme; a person may follow both. The first day is planned at once.</remarks>
    /// <param name="body">What the person wants and tells of themselves.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [Idempotent]
    [ProblemCodes("already-enrolled")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Enrol(EnrolBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(), cancellationToken)).ToCreatedResult(enrolment => $"/api/v1/enrolments/{enrolment.Id}");

    /// <summary>Lists what the caller takes part in, oldest first.</summary>
    /// <remarks>At most one a programme, and so always one page.</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<EnrolmentResponse>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyEnrolmentsQuery(), cancellationToken)).ToActionResult();

    /// <summary>Reads one of the caller's own enrolments.</summary>
    /// <remarks>Someone else's answers 404, as one that does not exist does.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyEnrolmentQuery(EnrolmentId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Reads the programme in the version that the person follows.</summary>
    /// <remarks>
    /// <c>/programmes/{slug}</c> is what people begin with now; whoever began before goes on with theirs, and is asked its <c>profileQuestions</c>.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/programme")]
    [ProducesResponseType<ProgrammeResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Programme(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetProgrammeOfEnrolmentQuery(EnrolmentId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Pauses a programme.</summary>
    /// <remarks>Nothing is offered or sent until the person resumes. Again it changes nothing.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/pause")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Pause(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new PauseEnrolmentCommand(EnrolmentId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Resumes a programme.</summary>
    /// <remarks>It goes on where the person is now: days go by during a pause too.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/resume")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Resume(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new ResumeEnrolmentCommand(EnrolmentId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Leaves a programme and withdraws the consent.</summary>
    /// <remarks>All that was kept for it is erased at once and for good. The device and everything else stay; the person may begin anew.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/withdrawal")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new WithdrawFromProgrammeCommand(EnrolmentId.From(id)), cancellationToken)).ToActionResult();
}
