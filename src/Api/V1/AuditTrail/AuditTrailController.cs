using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Auditing;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;

namespace MobileBackend.Api.V1.AuditTrail;

/// <summary>What staff and operators did.</summary>
[Route("api/v{version:apiVersion}/staff/audit-trail")]
[Tags("Staff")]
[Authorize(Policies.Administrator)]
public sealed class AuditTrailController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Lists what staff and operators did, newest first.</summary>
    /// <remarks>It names who acted, and the id of what they acted on; never a person helped.</remarks>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<AuditEntryResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> List(
        [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit, string? cursor, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetAuditTrailQuery(new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();
}
