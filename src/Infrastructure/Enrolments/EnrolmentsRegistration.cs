using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Enrolments;
using MobileBackend.Application.Enrolments.Benefits;
using MobileBackend.Application.Enrolments.Planning;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Enrolments;

internal static class EnrolmentsRegistration
{
    public static IServiceCollection AddEnrolments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CoachingSettings>().Bind(configuration.GetSection("Coaching"))
            .Validate(
                coaching => coaching.IsUsable,
                "Coaching:PollInterval must be positive, :PlannedAtOnce lie between 1 and 1000, and :ChatUrl be an https address.")
            .ValidateOnStart();
        services.AddContent<ITobaccoPrices>((_, content) => new TobaccoPrices(content.PathOf("tobacco-prices.yaml")));
        services.AddScoped<IDueEnrolments, DueEnrolments>();
        return services.AddHostedService<DayPlanningWorker>();
    }
}
