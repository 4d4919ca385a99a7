using Microsoft.AspNetCore.Http.Features;

namespace MobileBackend.Api.Http;

/// <summary>What one request may cost before anything is known about it.</summary>
public static class HttpLimits
{
    /// <summary>Request bodies are forms: 64 KiB, unless an action says otherwise (<see cref="BodyLimitAttribute"/>).</summary>
    public const long MaximumBodyBytes = 64 * 1024;

    public static void AddHttpLimits(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes;

            // What may lie in memory of a body that nobody reads yet, for each connection: they may be thousands.
            kestrel.Limits.MaxRequestBufferSize = 32 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
    }

    /// <summary>
    /// A body that is too large is not read to its end, so that the server ends the connection after the answer. It says so, lest the
    /// client send its next request there and lose it.
    /// </summary>
    public static void UseHttpLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength is not null && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
                {
                    context.Response.Headers.Connection = "close";
                }

                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
