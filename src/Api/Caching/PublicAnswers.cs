using Microsoft.Net.Http.Headers;
using MobileBackend.Api.RateLimiting;

namespace MobileBackend.Api.Caching;

/// <summary>Answers that a cache may keep for everyone hold nothing of the one for whom they were made.</summary>
public static class PublicAnswers
{
    /// <summary>
    /// Comes before whoever tells about the caller (CORS, limits), so that it has the last word when the answer starts: those who were
    /// asked first speak last.
    /// </summary>
    public static IApplicationBuilder UsePublicAnswers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Apply, context.Response);
        return next(context);
    });

    private static Task Apply(object state)
    {
        var response = (HttpResponse)state;
        if (response.GetTypedHeaders().CacheControl is not { Public: true })
        {
            return Task.CompletedTask;
        }

        response.Headers.Remove(RateLimitHeaders.Policy);
        response.Headers.Remove(RateLimitHeaders.State);

        // CORS says so itself only to the origins that it lets through: to a cache it matters with every answer.
        if (!response.Headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.Origin, StringComparer.OrdinalIgnoreCase))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        return Task.CompletedTask;
    }
}
