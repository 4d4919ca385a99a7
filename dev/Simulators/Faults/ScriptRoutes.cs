using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Faults;

/// <summary><c>GET</c>, <c>PUT</c> and <c>DELETE /script</c>.</summary>
/// <param name="script">What the routes read and change.</param>
/// <param name="named">See <see cref="ScriptDocument{TRequest, TMatch}"/>.</param>
/// <param name="refuse">Answers 400 in the simulator's own form, with what is wrong.</param>
internal sealed class ScriptRoutes<TRequest, TMatch>(
    FaultScript<TRequest> script, IReadOnlyDictionary<string, FaultStep> named, Func<HttpResponse, string, CancellationToken, Task> refuse)
    where TMatch : FaultMatch<TRequest>
{
    private readonly ScriptDocument<TRequest, TMatch> _document = new(named);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/script", http => HttpAnswers.WriteAsync(http.Response, HttpAnswers.Json, ScriptDocument<TRequest, TMatch>.Write(script.Rules)));
        routes.MapPut("/script", ReplaceAsync);
        routes.MapDelete("/script", http => HttpAnswers.DoneAsync(http, script.Clear));
    }

    private async Task ReplaceAsync(HttpContext http)
    {
        try
        {
            script.ReplaceBy(await _document.ReadRulesAsync(http.Request.Body, http.RequestAborted));
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException refusal)
        {
            await refuse(http.Response, refusal.Message, http.RequestAborted);
        }
    }
}
