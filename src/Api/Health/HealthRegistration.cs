using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MobileBackend.Api.Json;
using MobileBackend.Api.RateLimiting;

namespace MobileBackend.Api.Health;

public static class HealthRegistration
{
    /// <summary>The checks themselves belong to what they check: Infrastructure registers its own.</summary>
    public static void AddApiHealth(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<Readiness>();
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work, or says in JSON what it lacks; only the lack
    /// of the database and a stop make it unready, because without the extranet's address people's requests are still taken.
    /// </summary>
    public static void MapApiHealth(this IEndpointRouteBuilder endpoints)
    {
        Open(endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }));
        Open(endpoints.Map("/health/ready", (RequestDelegate)AnswerReadyAsync));
    }

    /// <summary>For everyone and without limits, but not for pages of other sites: their origins are in the database, which would be asked first.</summary>
    private static void Open(IEndpointConventionBuilder health) => health
        .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]), new UnlimitedAttribute(), new DisableCorsAttribute())
        .AllowAnonymous();

    private static async Task AnswerReadyAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<Readiness>().GetAsync().WaitAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await WriteAsync(context, report);
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = Word(report.Status),
            checks = report.Entries.Count == 0 ? null : report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { status = Word(entry.Value.Status), description = entry.Value.Description }),
        },
        ApiJson.Options,
        context.RequestAborted);

    private static string Word(HealthStatus status) => WireValues.Word(status);
}
