using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Caching;
using MobileBackend.Api.Errors;
using MobileBackend.Api.LoadShedding;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.HelpLines;

namespace MobileBackend.Api.V1.HelpLines;

/// <summary>Telephone lines that people can turn to, and when they answer.</summary>
[Route("api/v{version:apiVersion}/helplines")]
[Tags("Help lines")]
[AllowAnonymous]
[AnsweredFromMemory]
public sealed class HelpLinesController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Lists the help lines, with their state at an instant.</summary>
    /// <remarks>Names, costs and hours are in the client's language. A line that never closes has neither <c>opensAt</c> nor <c>closesAt</c>.</remarks>
    /// <param name="at">The instant asked about; now where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [PublicRead(maxAgeSeconds: 30, IsKept = true)]
    [ProducesResponseType<Page<HelpLineResponse>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List(DateTimeOffset? at, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetHelpLinesQuery(at), cancellationToken)).ToActionResult();

    /// <summary>Reads one help line, with its state at an instant.</summary>
    /// <remarks><c>opensAt</c> is the next opening after that instant, <c>closesAt</c> the next closing.</remarks>
    /// <param name="code">The line, such as <c>tis-3989</c>.</param>
    /// <param name="at">The instant asked about; now where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{code}")]
    [PublicRead(maxAgeSeconds: 30, IsKept = true)]
    [ProducesResponseType<HelpLineResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(string code, DateTimeOffset? at, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetHelpLineQuery(code, at), cancellationToken)).ToActionResult();
}
