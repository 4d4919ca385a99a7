using MobileBackend.Api.Binding;
using MobileBackend.Api.Caching;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Health;
using MobileBackend.Api.Http;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.LoadShedding;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Proofs;
using MobileBackend.Api.RateLimiting;
using MobileBackend.Api.Security;
using MobileBackend.Api.Shutdown;
using MobileBackend.Api.Telemetry;
using MobileBackend.Api.Versioning;
using MobileBackend.Application;
using MobileBackend.Infrastructure;

namespace MobileBackend.Api;

/// <summary>Puts the layers together, and the pipeline in its order.</summary>
public static class Composition
{
    public static void AddMobileBackend(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        builder.AddTelemetry();
        builder.AddHttpLimits();
        builder.AddApiShutdown();
        builder.AddPublicAnswers();
        builder.AddApiControllers();
        builder.AddApiVersions();
        builder.AddApiSecurity();
        builder.AddApiLoadShedding();
        builder.AddApiRateLimiting();
        builder.AddApiIdempotency();
        builder.AddApiProofs();
        builder.AddApiDocument();
        builder.AddApiHealth();
    }

    public static void UseMobileBackend(this WebApplication app)
    {
        app.UseHttpLimits();
        app.UseApiShutdown();
        app.UseProxyHeaders();
        app.UseSecurityHeaders();
        app.UseRenderedAnswers();
        app.UseProblemDetails();
        app.UsePublicAnswers();
        app.UseApiDocument();
        app.UseRouting();
        app.UseKeyOriginCors();
        app.UseApiLoadShedding();
        app.UseAuthentication();
        app.UseApiRateLimiting();
        app.UseUnknownPaths();
        app.UseAuthorization();
        app.MapControllers();
        app.MapApiHealth();
        app.MapProblemPages();
        app.MapUnknownPaths();
    }
}
