using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Caching;
using MobileBackend.Api.Errors;
using MobileBackend.Api.LoadShedding;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Programmes;

namespace MobileBackend.Api.V1.Programmes;

/// <summary>The coaching programmes that people can take part in.</summary>
[Route("api/v{version:apiVersion}/programmes")]
[Tags("E-coaching")]
[AllowAnonymous]
[AnsweredFromMemory]
public sealed class ProgrammesController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Lists the programmes.</summary>
    /// <remarks>With their goals, their phases, and what people are asked about themselves. Texts are French.</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [PublicRead(maxAgeSeconds: 300)]
    [ProducesResponseType<Page<ProgrammeResponse>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetProgrammesQuery(), cancellationToken)).ToActionResult();

    /// <summary>Reads one programme.</summary>
    /// <remarks><c>status</c> is <c>draft</c> until health staff have validated its texts.</remarks>
    /// <param name="slug">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{slug}")]
    [PublicRead(maxAgeSeconds: 300)]
    [ProducesResponseType<ProgrammeResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(string slug, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetProgrammeQuery(slug), cancellationToken)).ToActionResult();
}
