using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Security;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.Common.Messaging;

namespace MobileBackend.Api.V1.CallbackRequests;

/// <summary>What the call centre's extranet reports.</summary>
[Route("api/v{version:apiVersion}/extranet/callback-requests/{id:guid}/attempts")]
[Tags("Extranet")]
public sealed class CallbackAttemptsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Reports what came of one attempt to call.</summary>
    /// <remarks>
    /// The same <c>attemptId</c> again changes nothing. The third <c>no-answer</c>, or a <c>wrong-number</c>, makes the request
    /// <c>unreachable</c>. Once a request is closed an attempt is recorded without effect.
    /// </remarks>
    /// <param name="id">The call back.</param>
    /// <param name="body">The attempt.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [Authorize(Policies.Extranet)]
    [ProducesResponseType<CallbackRequestResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Record(Guid id, RecordAttemptBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToActionResult();
}
