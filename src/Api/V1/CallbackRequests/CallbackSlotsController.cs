using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Caching;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Api.V1.CallbackRequests;

/// <summary>When people can be called back.</summary>
[Route("api/v{version:apiVersion}/callback-slots")]
[Tags("Call back")]
public sealed class CallbackSlotsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Lists the slots that have a place left.</summary>
    /// <remarks>Half hours within the opening hours of the 39 89, in Europe/Paris, from the minimum notice to the horizon.</remarks>
    /// <param name="service">Who is to call.</param>
    /// <param name="from">First day; today where it is absent.</param>
    /// <param name="days">How many days, 1 to 14; 7 where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [AllowAnonymous]
    [PublicRead(maxAgeSeconds: 5)]
    [ProducesResponseType<Page<SlotResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> List(
        [Required] CallbackService? service, DateOnly? from, [QueryBounds(1, 14, whereAbsent: 7)] int? days, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetCallbackSlotsQuery(service, from, days), cancellationToken)).ToActionResult();
}
