using System.Diagnostics;

namespace MobileBackend.Api.Telemetry;

/// <summary>
/// One line per request, and the same facts on its trace: the route's template, never the path, the query or a header, because people
/// put anything there.
/// </summary>
internal sealed partial class AccessLog(RequestDelegate next, TimeProvider time, ILogger<AccessLog> logger)
{
    private const string NoRoute = "(none)";

    private static readonly HashSet<string> KnownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Tell(context, time.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private void Tell(HttpContext context, double milliseconds)
    {
        var (activity, isLogged) = (Activity.Current, logger.IsEnabled(LogLevel.Information));
        if (activity is not { Recorded: true } && !isLogged)
        {
            return;
        }

        var method = KnownMethods.Contains(context.Request.Method) ? context.Request.Method : "_OTHER";
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
        var status = context.Response.StatusCode;
        if (activity is { Recorded: true })
        {
            activity.DisplayName = $"{method} {route}";
            activity.SetTag("http.request.method", method);
            activity.SetTag("http.route", route);
            activity.SetTag("http.response.status_code", status);
        }

        LogAnswered(method, route, status, milliseconds, activity?.TraceId.ToHexString());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms, trace {TraceId}")]
    private partial void LogAnswered(string method, string route, int status, double milliseconds, string? traceId);
}

/// <summary>Puts the log around the whole pipeline.</summary>
internal sealed class AccessLogFirst : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<AccessLog>();
        next(app);
    };
}
