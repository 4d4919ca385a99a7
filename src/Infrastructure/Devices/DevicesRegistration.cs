using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Devices;

namespace MobileBackend.Infrastructure.Devices;

internal static class DevicesRegistration
{
    public static IServiceCollection AddDevices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DeviceSettings>().Bind(configuration.GetSection("Devices"))
            .Validate(devices => devices.IsUsable, "Devices:RegistrationsPerDay must be at least 1, and :RegistrationsPerRenewed not negative.")
            .ValidateOnStart();
        services.AddScoped<IRegistrationAllowance, RegistrationAllowance>();
        services.AddScoped<UnusedDevices>();
        return services.AddScoped<IDeviceLocks, DeviceLocks>();
    }
}
