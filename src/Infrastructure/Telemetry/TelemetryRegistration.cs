using Microsoft.Extensions.DependencyInjection;

namespace MobileBackend.Infrastructure.Telemetry;

internal static class TelemetryRegistration
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.Scan(scan => scan.FromAssemblyOf<IBacklogGauge>()
            .AddClasses(classes => classes.AssignableTo<IBacklogGauge>(), publicOnly: false).As<IBacklogGauge>().WithSingletonLifetime());
        return services.AddHostedService<BacklogGauges>();
    }
}
