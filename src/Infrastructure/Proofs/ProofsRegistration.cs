using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Infrastructure.Proofs;

internal static class ProofsRegistration
{
    public static IServiceCollection AddProofs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ProofOptions>, ProofOptionsCheck>();
        services.AddOptions<ProofOptions>().Bind(configuration.GetSection("Proof")).ValidateOnStart();
        services.AddSingleton<ProofMetrics>();
        services.AddSingleton<Challenges>();
        services.AddSingleton<IChallenges>(provider => provider.GetRequiredService<Challenges>());
        services.AddSingleton<AppCheckKeys>();
        services.AddSingleton<AppCheckTokens>();
        services.AddScoped<UsedChallenges>();
        services.AddScoped<CallerProofs>();
        services.AddScoped<ICallerProofs>(provider => provider.GetRequiredService<CallerProofs>());
        services.AddScoped<IProofPreparation>(provider => provider.GetRequiredService<CallerProofs>());
        services.AddHttpClient(AppCheckKeys.ClientName).SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(2),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }).RemoveAllLoggers();
        return services;
    }
}
