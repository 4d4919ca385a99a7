using MobileBackend.Application.Common.Behaviours;

namespace MobileBackend.Api.RateLimiting;

public static class RateLimitingRegistration
{
    private const string ScaleKey = "RateLimiting:Scale";

    /// <exception cref="InvalidOperationException">The scale is not a positive number, or is set in Production.</exception>
    public static void AddApiRateLimiting(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(ReadScale(builder.Configuration, builder.Environment));
        builder.Services.AddSingleton<RateLimits>();
    }

    public static void UseApiRateLimiting(this IApplicationBuilder app) => app.UseMiddleware<RateLimitMiddleware>();

    internal static LimitScale ReadScale(IConfiguration configuration, IHostEnvironment environment)
    {
        var factor = configuration.GetValue(ScaleKey, 1.0);
        if (!double.IsFinite(factor) || factor <= 0)
        {
            throw new InvalidOperationException($"The setting {ScaleKey} must be a positive number.");
        }

        return environment.IsProduction() && factor != 1
            ? throw new InvalidOperationException($"The setting {ScaleKey} is for load and fuzz runs: Production refuses to start with any but 1.")
            : new LimitScale(factor);
    }
}
