using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Outbox;

namespace MobileBackend.Infrastructure.Outbox;

internal static class OutboxRegistration
{
    /// <summary>The queue alone: destinations are added by their own folders.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection("Outbox"))
            .Validate(outbox => outbox.IsUsable, "Outbox:Concurrency, :PollInterval and :FirstRetry must be positive.")
            .ValidateOnStart();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<OutboxDestinations>();
        services.AddScoped<OutboxStore>();
        services.AddScoped<OutboxWriter>();
        services.AddScoped<OutboxSettlement>();
        services.AddScoped<IOutboxAdministration, OutboxAdministration>();
        services.Scan(scan => scan.FromAssemblyOf<IOutboxDestination>()
            .AddClasses(classes => classes.AssignableTo<IOutboxDestination>(), publicOnly: false).As<IOutboxDestination>().WithSingletonLifetime()
            .AddClasses(classes => classes.AssignableTo<IDeliveryFollowUp>(), publicOnly: false).As<IDeliveryFollowUp>().WithScopedLifetime());
        return services.AddHostedService<OutboxDispatcher>();
    }
}
