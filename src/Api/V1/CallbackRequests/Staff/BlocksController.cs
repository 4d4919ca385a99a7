using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.CallbackRequests.Supervision;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.CallbackRequests.Staff;

/// <summary>Senders that may ask for no call back for a while.</summary>
[Route("api/v{version:apiVersion}/staff/blocks")]
[Tags("Staff")]
[Authorize(Policies.Supervisor)]
public sealed class BlocksController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Lists the blocks that hold, newest first.</summary>
    /// <remarks>One that has ended is not listed, and is forgotten; who placed it stays in the audit trail.</remarks>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<BlockResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> List(
        [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit, string? cursor, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetBlocksQuery(new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();

    /// <summary>Blocks a device, a key or an address.</summary>
    /// <remarks>
    /// It refuses new requests alone, with the 39 89 as the way that stays: what exists is read, moved, cancelled, exported and erased as ever. An address is
    /// blocked for 24 hours at most, a device or a key for 90 days. Kept in the audit trail.
    /// </remarks>
    /// <param name="body">Whom, until when, and why.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [Idempotent]
    [ProducesResponseType<BlockResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Place(PlaceBlockBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(), cancellationToken)).ToCreatedResult(_ => "/api/v1/staff/blocks");

    /// <summary>Tells whom a block would concern.</summary>
    /// <remarks>Changes nothing. Behind one address there may be a household, a school or a carrier's customers.</remarks>
    /// <param name="body">Whom.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("preview")]
    [ProducesResponseType<BlockPreviewResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Preview(BlockTargetBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new PreviewBlockQuery(body.ToTarget()), cancellationToken)).ToActionResult();

    /// <summary>Ends a block before its time.</summary>
    /// <remarks>Kept in the audit trail. What has ended already answers the same.</remarks>
    /// <param name="id">The block.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Lift(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new LiftBlockCommand(CallerBlockId.From(id)), cancellationToken)).ToActionResult();
}
