using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.CallbackRequests.Supervision;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.CallbackRequests.Staff;

/// <summary>Call backs of anyone, for those who watch over them.</summary>
[Route("api/v{version:apiVersion}/staff/callback-requests")]
[Tags("Staff")]
[Authorize(Policies.Supervisor)]
public sealed class StaffCallbackRequestsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Lists call backs, newest first, with names and numbers masked.</summary>
    /// <remarks>What is not asked for excludes nothing. The keyed hash of an address finds what else came from there, for 14 days.</remarks>
    /// <param name="status">Where they stand.</param>
    /// <param name="slot">The first instant of the reserved slot.</param>
    /// <param name="origin">The channel they came by.</param>
    /// <param name="deviceId">The device that owns them.</param>
    /// <param name="keyId">The holder of the key through which they came.</param>
    /// <param name="addressHash">The keyed hash of the address they came from.</param>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<SupervisedCallbackResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> List(
        CallbackStatus? status,
        DateTimeOffset? slot,
        CallbackChannel? origin,
        Guid? deviceId,
        Guid? keyId,
        string? addressHash,
        [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit,
        string? cursor,
        CancellationToken cancellationToken)
    {
        var filter = new CallbackFilterBody
        {
            Status = status,
            Slot = slot,
            Origin = origin,
            DeviceId = deviceId,
            KeyId = keyId,
            AddressHash = addressHash,
        }.ToFilter();
        return (await dispatcher.Send(new GetSupervisedCallbacksQuery(filter, new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();
    }

    /// <summary>Shows the name and the number of a call back.</summary>
    /// <remarks>Kept in the audit trail.</remarks>
    /// <param name="id">The call back.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/opening")]
    [ProducesResponseType<SupervisedCallbackResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Open(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new OpenCallbackCommand(CallbackRequestId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Cancels the open call backs that a filter finds.</summary>
    /// <remarks>
    /// At most 500 at a time: sent again it goes on. The slots are free again, the extranet is notified, people with the app find it in their inbox, and each
    /// cancellation is kept in the audit trail. A dry run only counts.
    /// </remarks>
    /// <param name="body">Which, and whether it is a dry run.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("cancellations")]
    [ProducesResponseType<BulkCancellationResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Cancel(CancelCallbacksBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(), cancellationToken)).ToActionResult();
}
