using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Programmes.Simulation;

namespace MobileBackend.Api.V1.Programmes.Simulations;

/// <summary>What authors try their programmes with.</summary>
[Route("api/v{version:apiVersion}/staff/programmes")]
[Tags("Staff")]
[Authorize(Policies.ContentEditor)]
public sealed class SimulationsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Leads a made-up person through a programme.</summary>
    /// <remarks>
    /// The whole programme in one answer: day by day what they were offered and told, when, and which rule brought it. The same request always
    /// gets the same answer, and nothing of it is kept. With <c>Accept: text/html</c> it comes as a French page to look at.
    /// </remarks>
    /// <param name="slug">The programme.</param>
    /// <param name="body">The person.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{slug}/simulations")]
    [AlsoAsPage]
    [ProducesResponseType<SimulationResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Simulate(string slug, SimulateProgrammeBody body, CancellationToken cancellationToken)
    {
        var outcome = await dispatcher.Send(body.ToQuery(slug), cancellationToken);
        Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return !outcome.IsFailure && WantsPage() ? Page(outcome.Value) : outcome.ToActionResult();
    }

    /// <summary>A reader asks for a page by name; everything else is taken for a program.</summary>
    private bool WantsPage() => Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1)
        .FirstOrDefault(type => type.MediaType.Value is MediaTypeNames.Text.Html or MediaTypeNames.Application.Json)
        ?.MediaType.Value is MediaTypeNames.Text.Html;

    private ContentResult Page(SimulationResponse simulation)
    {
        Response.Headers.ContentSecurityPolicy = SimulationPage.Policy;
        Response.Headers.ContentLanguage = "fr";
        return Content(SimulationPage.Render(simulation), "text/html; charset=utf-8");
    }
}
