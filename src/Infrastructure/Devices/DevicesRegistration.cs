using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Infrastructure.Devices;

internal static class DevicesRegistration
{
    public static IServiceCollection AddDevices(this IServiceCollection services) => services.AddScoped<IDeviceLocks, DeviceLocks>();
}
