using Microsoft.Net.Http.Headers;
using MobileBackend.Api.RateLimiting;

namespace MobileBackend.Api.Caching;

/// <summary>Answers that a cache may keep for everyone hold nothing of the one for whom they were made.</summary>
public static class PublicAnswers
{
    public static void AddPublicAnswers(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<RenderedAnswers>();
    }

    /// <summary>
    /// Comes before whoever tells about the caller (CORS, limits), so that it has the last word when the answer starts: those who were
    /// asked first speak last.
    /// </summary>
    public static IApplicationBuilder UsePublicAnswers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Apply, context.Response);
        return next(context);
    });

    /// <summary>
    /// Answers again what was answered a moment ago. Comes before nearly everything else, callers and limits included: such an answer costs
    /// no more than a refusal would, so that a crowd can be given it instead.
    /// </summary>
    public static void UseRenderedAnswers(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var answers = app.Services.GetRequiredService<RenderedAnswers>();
        app.Use((context, next) => answers.TryGet(context.Request, out var answer) ? answer.WriteAsync(context) : next(context));
    }

    private static Task Apply(object state)
    {
        var response = (HttpResponse)state;
        if (!response.Headers.CacheControl.ToString().Contains(CacheControlHeaderValue.PublicString, StringComparison.OrdinalIgnoreCase))
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
