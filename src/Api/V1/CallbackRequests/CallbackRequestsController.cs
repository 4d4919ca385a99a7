using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Proofs;
using MobileBackend.Api.Security;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.CallbackRequests;

/// <summary>Requests to be called back by a counsellor of the 39 89.</summary>
[Route("api/v{version:apiVersion}/callback-requests")]
[Tags("Call back")]
public sealed class CallbackRequestsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Asks to be called back.</summary>
    /// <remarks>
    /// The first wished slot in which the caller can have a place is reserved. A number has at most one open request: whether it has one is told only to the
    /// device, the secret key or the follow-up token that created it. A device has at most two open requests. People who come through a site's form get a
    /// follow-up token, once, with which they can come back to their request. Where <c>moreWithProof</c> is true in a <c>slot-full</c>, a solved challenge or
    /// an App Check token opens more places.
    /// </remarks>
    /// <param name="body">Whom to call, and when.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [Authorize(Policies.CallbackWriter)]
    [FollowUpBeside]
    [Idempotent]
    [TakesProof(ProofFlow.Callback)]
    [ProblemCodes("slot-full", "callback-already-open", "callback-not-possible", "too-many-open", "blocked")]
    [ProducesResponseType<CallbackRequestResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Submit(SubmitCallbackRequestBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(await KnownAsync()), cancellationToken)).ToCreatedResult(request => $"/api/v1/callback-requests/{request.Id}");

    /// <summary>Lists the caller's own call backs, newest first.</summary>
    /// <remarks>An app sees what it asked for, a secret key what it created, a follow-up token its one request. A publishable key creates only: 403.</remarks>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [Authorize(Policies.CallbackOwner)]
    [ProducesResponseType<Page<CallbackRequestResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> List(
        [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit, string? cursor, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyCallbackRequestsQuery(new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();

    /// <summary>Reads one of the caller's own call backs.</summary>
    /// <remarks>Someone else's answers 404, as one that does not exist does. A publishable key creates only: 403.</remarks>
    /// <param name="id">The call back.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}")]
    [Authorize(Policies.CallbackOwner)]
    [ProducesResponseType<CallbackRequestResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyCallbackRequestQuery(CallbackRequestId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Moves an open call back to another slot.</summary>
    /// <remarks>
    /// The status stays. If no wished slot has a place left, the reserved one is kept. The person's own place counts as free to them: where it comes first,
    /// the wishes are kept and nothing else changes. At most five moves to another slot a day (Europe/Paris), then 429 with <c>Retry-After</c> until the next
    /// day. A publishable key creates only: 403.
    /// </remarks>
    /// <param name="id">The call back.</param>
    /// <param name="body">The new wishes.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/slots")]
    [Authorize(Policies.CallbackOwner)]
    [ProblemCodes("slot-full", "callback-closed")]
    [ProducesResponseType<CallbackRequestResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> Reschedule(Guid id, RescheduleCallbackRequestBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToActionResult();

    /// <summary>Gives an open call back up.</summary>
    /// <remarks>Its slot is free again; the extranet is told, unless the request had not left yet. A publishable key creates only: 403.</remarks>
    /// <param name="id">The call back.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/cancellation")]
    [Authorize(Policies.CallbackOwner)]
    [ProblemCodes("callback-closed")]
    [ProducesResponseType<CallbackRequestResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new CancelCallbackRequestCommand(CallbackRequestId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>The call back whose follow-up token came along with the credential.</summary>
    private async Task<CallbackRequestId?> KnownAsync() =>
        Request.Headers.ContainsKey(Schemes.FollowUpHeader)
        && (await HttpContext.AuthenticateAsync(Schemes.FollowUp)).Principal?.Identity is CallerIdentity { Caller.FollowUpSubjectId: { } id }
            ? CallbackRequestId.From(id)
            : null;
}
