using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journal;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.Enrolments;

/// <summary>What a person writes down on their way: diary, cravings, lapses.</summary>
[Route("api/v{version:apiVersion}/enrolments")]
[Tags("E-coaching")]
[OperationPrefix("enrolments")]
[Authorize(Policies.Device)]
public sealed class JournalController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Writes an entry of the diary.</summary>
    /// <remarks>Entries of one day add up. Where the words show danger, <c>urgentHelp</c> holds lines to call now, in a refusal too.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The entry.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/diary-entries")]
    [Idempotent]
    [ProducesResponseType<DiaryEntryResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> WriteDiary(Guid id, DiaryEntryBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToCreatedResult(_ => $"/api/v1/enrolments/{id}/timeline");

    /// <summary>Takes an entry of the diary back that was written by mistake.</summary>
    /// <remarks>What else was written for that day stays; without anything else, nothing is known of the day.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="entryId">The entry.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("{id:guid}/diary-entries/{entryId:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> TakeBackDiaryEntry(Guid id, Guid entryId, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new TakeBackDiaryEntryCommand(EnrolmentId.From(id), JournalEntryId.From(entryId)), cancellationToken)).ToActionResult();

    /// <summary>Asks for help with a craving.</summary>
    /// <remarks>
    /// Answers at once with what fits the trigger, the place and what helped before; then whom to turn to if the craving holds. Where the words show danger,
    /// <c>urgentHelp</c> holds lines to call now, in a refusal too.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The craving.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/cravings")]
    [Idempotent]
    [ProducesResponseType<CravingResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Crave(Guid id, CravingBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToCreatedResult(_ => $"/api/v1/enrolments/{id}/timeline");

    /// <summary>Tells how a craving ended.</summary>
    /// <remarks>What helped is offered first the next time. Again it replaces what was told.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cravingId">The craving.</param>
    /// <param name="body">How it ended.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/cravings/{cravingId:guid}/outcome")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> EndCraving(Guid id, Guid cravingId, CravingOutcomeBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(
            new EndCravingCommand(EnrolmentId.From(id), JournalEntryId.From(cravingId), body.Tool, body.Resisted), cancellationToken)).ToActionResult();

    /// <summary>Tells of a lapse or a relapse.</summary>
    /// <remarks>A lapse keeps every counter and brings a short recovery track, today. A relapse ends the attempt; what it reached stays.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">What happened.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/lapses")]
    [Idempotent]
    [ProblemCodes("not-quitting")]
    [ProducesResponseType<LapseResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Lapse(Guid id, LapseBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToCreatedResult(_ => $"/api/v1/enrolments/{id}/timeline");

    /// <summary>Takes a lapse or relapse back that was told by mistake.</summary>
    /// <remarks>A lapse while its attempt goes on; a relapse until another attempt or goal has begun: the attempt goes on as if it had never ended.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="lapseId">The lapse or relapse.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("{id:guid}/lapses/{lapseId:guid}")]
    [ProblemCodes("cannot-be-taken-back")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> TakeBackLapse(Guid id, Guid lapseId, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new TakeBackLapseCommand(EnrolmentId.From(id), JournalEntryId.From(lapseId)), cancellationToken)).ToActionResult();
}
