using Microsoft.AspNetCore.Mvc.Filters;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Api.Proofs;

/// <summary>
/// An operation whose use case asks for a proof of app or browser. The published document names the headers; the token's keys, should they have to
/// be fetched, are fetched before the use case begins its transaction.
/// </summary>
/// <param name="flow">What the proof is for.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesProofAttribute(ProofFlow flow) : Attribute, IAsyncActionFilter
{
    public ProofFlow Flow => flow;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;
        await http.RequestServices.GetRequiredService<IProofPreparation>().PrepareAsync(flow, http.RequestAborted);
        await next();
    }
}
