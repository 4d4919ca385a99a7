using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Api.V1.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Benefits;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Benefits;

namespace MobileBackend.Api.V1.Enrolments;

/// <summary>What a person wants of their programme.</summary>
[Route("api/v{version:apiVersion}/enrolments")]
[Tags("E-coaching")]
[OperationPrefix("enrolments")]
[Authorize(Policies.Device)]
public sealed class EnrolmentSettingsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Sets or moves the quit date.</summary>
    /// <remarks>
    /// Only what is neither done nor sent is planned anew. After a relapse it opens the next attempt; so does putting off, to a day ahead, a date since
    /// which there have been days: they stay, among the <c>closedAttempts</c>, and setting the former date again the same day takes it back. Where the weeks
    /// of a programme leave no room for the date, they begin again.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The date.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/quit-date")]
    [ProblemCodes("not-quitting")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> SetQuitDate(Guid id, QuitDateBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetQuitDateCommand(EnrolmentId.From(id), body.QuitDate), cancellationToken)).ToActionResult();

    /// <summary>Changes what the person wants.</summary>
    /// <remarks>The phases of the new goal begin today; what was done and told stays.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The goal.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/goal")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetGoal(Guid id, GoalBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetGoalCommand(EnrolmentId.From(id), body.Goal, body.QuitDate), cancellationToken)).ToActionResult();

    /// <summary>Replaces what the person told of themselves.</summary>
    /// <remarks>All of it: what is absent is forgotten. What was chosen by it and is neither done nor sent is chosen anew.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The profile.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/profile")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetProfile(Guid id, ProfileBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetProfileCommand(EnrolmentId.From(id), ProfileValue.ToInputs(body.Profile)), cancellationToken)).ToActionResult();

    /// <summary>Changes how the person wants to hear.</summary>
    /// <remarks>Quiet hours and the ceiling of messages a day are settings of the device, and hold for all senders.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">How.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/messaging")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetMessaging(Guid id, MessagingBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetMessagingCommand(EnrolmentId.From(id), body.ToWish()), cancellationToken)).ToActionResult();

    /// <summary>Sets what the person saves for.</summary>
    /// <remarks>How far they are is among their benefits.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">What it is and what it costs.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/savings-goal")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetSavingsGoal(Guid id, SavingsGoalBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetSavingsGoalCommand(EnrolmentId.From(id), SavingsGoal.Parse(body.Label, body.Cents)), cancellationToken)).ToActionResult();
}
