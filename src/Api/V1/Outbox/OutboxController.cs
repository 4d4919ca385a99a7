using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Outbox;

namespace MobileBackend.Api.V1.Outbox;

/// <summary>The messages on their way to the extranet.</summary>
[Route("api/v{version:apiVersion}/staff/outbox")]
[Tags("Staff")]
[Authorize(Policies.Supervision)]
public sealed class OutboxController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Shows how the outbox stands, and lists its parked messages.</summary>
    /// <remarks>Depth and age count every message that the extranet does not have yet.</remarks>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<OutboxResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Get(
        [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit, string? cursor, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetOutboxQuery(new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();

    /// <summary>Lets a parked message be delivered again.</summary>
    /// <remarks>Kept in the audit trail.</remarks>
    /// <param name="messageId">The parked message.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{messageId:guid}/replay")]
    [ProducesResponseType<ReplayResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Replay(Guid messageId, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new ReplayMessageCommand(messageId), cancellationToken)).ToActionResult();
}
