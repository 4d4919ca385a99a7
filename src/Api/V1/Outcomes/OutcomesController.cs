using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Outcomes;

namespace MobileBackend.Api.V1.Outcomes;

/// <summary>What became of people.</summary>
[Route("api/v{version:apiVersion}/staff/outcomes")]
[Tags("Staff")]
[Authorize(Policies.Supervision)]
public sealed class OutcomesController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Counts what became of the people who set a quit date in a programme.</summary>
    /// <remarks>
    /// With denominators: who did not answer counts as smoking, or as using. Counts are told to the nearest five, and none of fewer than 11 people, or of
    /// all but fewer. Who withdrew or was erased is in no figure. It opens every enrolment of the programme, some at a time: seconds for thousands, minutes
    /// for hundreds of thousands.
    /// </remarks>
    /// <param name="programme">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="from">Of the first quit dates, the first day of a month; from the first one where it is absent.</param>
    /// <param name="to">The last of these, the last day of a month; to the last one where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<OutcomesResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Get([Required] string? programme, DateOnly? from, DateOnly? to, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetOutcomesQuery(programme, from, to), cancellationToken)).ToActionResult();
}
