using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.LoadShedding;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Api.V1.Proofs;

/// <summary>Proofs of a real browser, for those who have no app that Firebase App Check vouches for.</summary>
[Route("api/v{version:apiVersion}/challenges")]
[Tags("Proofs")]
[AllowAnonymous]
[AnsweredFromMemory]
public sealed class ChallengesController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Gives a challenge to solve.</summary>
    /// <remarks>
    /// The ALTCHA protocol, version 1: its widget and libraries read the answer as it is and solve it in about a second. What they make of it, base64 of
    /// JSON, is sent in <c>X-Challenge-Solution</c> with the request that the challenge is for, once, and before <c>expires</c> in the salt. A request that
    /// is refused for another cause leaves the solution usable. An app without Play services may send one instead of App Check's token.
    /// </remarks>
    /// <param name="flow">
    /// What the solution will be sent with: <c>registration</c> is <c>POST /devices</c>, <c>callback</c> is <c>POST /callback-requests</c>.
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<ChallengeResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Get([FromQuery(Name = "for"), Required] ProofFlow? flow, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetChallengeQuery(flow), cancellationToken)).ToActionResult();
}
