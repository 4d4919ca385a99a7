using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MobileBackend.Infrastructure.Pushes;

internal static class PushesRegistration
{
    /// <summary>The queue alone: the push service and its pace are added by their own folder.</summary>
    public static IServiceCollection AddPushes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PushOptions>().Bind(configuration.GetSection("Push"))
            .Validate(push => push.IsUsable, "Push:Concurrency, :PollInterval, :FirstRetry and :StopFor must be positive.")
            .ValidateOnStart();
        services.AddSingleton<PushMetrics>();
        services.AddSingleton<PushChannel>();
        services.AddScoped<PushStore>();
        services.AddScoped<PushClaims>();
        services.AddScoped<PushSettlement>();
        services.AddHealthChecks().AddCheck<PushCheck>("push");
        return services.AddHostedService<PushSender>();
    }
}
