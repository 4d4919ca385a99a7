using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common;

namespace MobileBackend.Infrastructure.Jobs;

internal static class JobsRegistration
{
    /// <summary>Retention, whose rules are found by their interface in every folder, and what runs it.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionSettings>().Bind(configuration.GetSection("Retention"))
            .Validate(
                retention => retention.IsUsable,
                "Retention: no time span is negative, :InactiveDeviceWarning lies between nothing and :InactiveDevice, "
                    + "and :UnusedDevice and :DeviceAddress are a day or more.")
            .ValidateOnStart();
        services.AddOptions<JobOptions>().Bind(configuration.GetSection("Jobs"))
            .Validate(jobs => jobs.IsUsable, "Jobs:PollInterval, :Lease and :Retry must be positive.")
            .ValidateOnStart();
        services.AddScoped<JobRuns>();
        services.AddSingleton<JobRunner>();
        services.Scan(scan => scan.FromAssemblyOf<IRetentionRule>()
            .AddClasses(classes => classes.AssignableTo<IRetentionRule>(), publicOnly: false).As<IRetentionRule>().WithScopedLifetime());
        services.AddSingleton<RetentionMetrics>();
        services.AddScoped<Retention>();
        services.AddScoped<IRetention, RetentionNow>();
        return services.AddHostedService<JobWorker<Retention>>();
    }
}
