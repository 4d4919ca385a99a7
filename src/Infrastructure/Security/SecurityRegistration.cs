using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Infrastructure.Security;

internal static class SecurityRegistration
{
    /// <exception cref="InvalidOperationException">A key is missing or not usable.</exception>
    public static IServiceCollection AddSecurity(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, string dataFolder)
    {
        services.AddSingleton(KeyRingLoader.Load(configuration, environment.IsDevelopment(), dataFolder));
        services.AddSingleton<IPersonalDataSealer, PersonalDataSealer>();
        services.AddSingleton<IBlindIndex, BlindIndex>();
        services.AddSingleton<IDeviceTokens, DeviceTokens>();
        services.AddSingleton<CredentialQueries>();
        services.AddScoped<ICredentials, Credentials>();
        return services.AddScoped<IReencryption, Reencryption>();
    }
}
