using Microsoft.AspNetCore.Http.Features;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Http;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.LoadShedding;

/// <summary>
/// Answers 503 at once to what is beyond the capacity, before anyone is identified and before the database is asked, so that what was
/// accepted is answered in time and memory stays bounded (docs/adr/0014).
/// </summary>
internal sealed class LoadSheddingMiddleware(RequestDelegate next, Lanes lanes, IProblemWriter problems)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (lanes.For(context.GetEndpoint()) is not { } lane)
        {
            await next(context);
            return;
        }

        await WaitForBodyAsync(context);
        using var place = await lane.EnterAsync(context.RequestAborted);
        if (place is null)
        {
            lanes.Shed(lane);
            await problems.WriteAsync(context, CommonErrors.Overloaded);
            return;
        }

        await next(context);
    }

    /// <summary>
    /// A place is for work: whoever sends a form byte by byte takes none while it arrives. The body stays in the server's buffer; what is
    /// over the usual limit is left to those who refuse or stream it.
    /// </summary>
    private static async ValueTask WaitForBodyAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || request.ContentLength > HttpLimits.MaximumBodyBytes)
        {
            return;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length >= HttpLimits.MaximumBodyBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start);
                return;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
