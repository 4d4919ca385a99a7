using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Infrastructure.Counters;

internal static class CountersRegistration
{
    public static IServiceCollection AddCounters(this IServiceCollection services) => services.AddScoped<IUsageCounters, UsageCounters>();
}
