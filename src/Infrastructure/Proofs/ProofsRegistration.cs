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
        services.AddScoped<UsedChallenges>();
        return services;
    }
}
