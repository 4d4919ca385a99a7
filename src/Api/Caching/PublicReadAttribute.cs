using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Json;

namespace MobileBackend.Api.Caching;

/// <summary>
/// A read that is the same for everyone who asks in the same language: caches may keep it for a while, and whoever has it already is
/// told so (304) instead of being sent it again.
/// </summary>
/// <param name="maxAgeSeconds">How long it may be reused without asking.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicReadAttribute(int maxAgeSeconds) : Attribute, IAsyncResultFilter
{
    public int MaxAgeSeconds => maxAgeSeconds;

    /// <summary>Whether we keep it ourselves for a moment (<see cref="RenderedAnswers"/>): where nothing that people do changes it.</summary>
    public bool IsKept { get; init; }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.Result is not OkObjectResult { Value: { } value })
        {
            await next();
            return;
        }

        var (answer, http) = (Render(value), context.HttpContext);
        await answer.WriteAsync(http);

        // Only now do the headers hold all that the layers around put there; a 304 has not begun yet.
        if (IsKept && http.Response.HasStarted)
        {
            http.RequestServices.GetRequiredService<RenderedAnswers>().Keep(http.Request, answer.GivenIn(http));
        }
    }

    private RenderedAnswer Render(object value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options);
        return new RenderedAnswer(
            body,
            new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\""),
            string.Create(CultureInfo.InvariantCulture, $"public, max-age={maxAgeSeconds}"));
    }
}
