namespace MobileBackend.Api.Http;

public static class SecurityHeaders
{
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Headers of every answer, set when it starts, so that none is without them. An answer that needs others sets them before.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            context.Response.OnStarting(Apply, context.Response);
            return next(context);
        });
    }

    private static Task Apply(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.Count == 0 ? NothingAtAll : headers.ContentSecurityPolicy;

        // Most answers are about one person.
        headers.CacheControl = headers.CacheControl.Count == 0 ? "no-store" : headers.CacheControl;
        return Task.CompletedTask;
    }
}
