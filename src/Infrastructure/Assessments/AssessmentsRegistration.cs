using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Application.Assessments;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Assessments;

internal static class AssessmentsRegistration
{
    public static IServiceCollection AddAssessments(this IServiceCollection services)
    {
        services.AddContent((provider, content) => new AssessmentCatalogue(
            content.PathOf("assessments"), content.ShowUnclearedInstruments ?? !provider.GetRequiredService<IHostEnvironment>().IsProduction()));
        return services.AddSingleton<IAssessmentCatalogue>(provider => provider.GetRequiredService<AssessmentCatalogue>());
    }
}
