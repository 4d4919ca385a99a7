using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Api.V1.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Benefits;
using MobileBackend.Application.Enrolments.Planning;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.Enrolments;

/// <summary>A person's days in a programme, and what they have gained.</summary>
[Route("api/v{version:apiVersion}/enrolments")]
[Tags("E-coaching")]
[OperationPrefix("enrolments")]
[Authorize(Policies.Device)]
public sealed class EnrolmentDaysController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Reads what is there for the person today.</summary>
    /// <remarks>
    /// Their own today, by the device's time zone: the activities with why each was chosen, what is still open of earlier days, and what people have
    /// promised.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/today")]
    [ProducesResponseType<TodayResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Today(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetTodayQuery(EnrolmentId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Reads the person's days, past and ahead.</summary>
    /// <remarks>What lies ahead is what would come if nothing changed, up to 30 days; beyond that only the phase is told.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="from">First day; a week ago where it is absent.</param>
    /// <param name="days">1 to 60; 21 where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/timeline")]
    [ProducesResponseType<TimelineResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Timeline(
        Guid id,
        DateOnly? from,
        [QueryBounds(1, GetTimelineQuery.MostDays, whereAbsent: GetTimelineQuery.UsualDays)] int? days,
        CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetTimelineQuery(EnrolmentId.From(id), from, days), cancellationToken)).ToActionResult();

    /// <summary>Reads what the person has gained.</summary>
    /// <remarks>
    /// By their own days. A lapse is subtracted, and nothing is ever below zero; only a relapse, or a date put off once it has begun, begins a new count.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="at">The instant asked about, past or ahead; now where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/benefits")]
    [ProducesResponseType<BenefitsResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Benefits(Guid id, DateTimeOffset? at, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetBenefitsQuery(EnrolmentId.From(id), at), cancellationToken)).ToActionResult();

    /// <summary>Notes that an activity was done.</summary>
    /// <remarks>
    /// One that was offered and is still open. Again it changes nothing but the answers: whoever repeats a request after midnight sends <c>offeredOn</c>.
    /// Where the words show danger, <c>urgentHelp</c> holds lines to call now, in a refusal too.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="activityKey">The activity.</param>
    /// <param name="body">Answers to what it asks.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/activities/{activityKey}/completion")]
    [ProblemCodes("activity-closed")]
    [ProducesResponseType<CompletionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> Complete(Guid id, string activityKey, CompletionBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(
            new CompleteActivityCommand(EnrolmentId.From(id), activityKey, body.OfferedOn, ProfileValue.ToInputs(body.Answers)), cancellationToken))
            .ToActionResult();
}
