using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.HelpLines;
using MobileBackend.Application.Programmes;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Programmes;

internal static class ProgrammesRegistration
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services)
    {
        services.AddContent((provider, content) => new ShippedProgrammes(
            content.PathOf("programmes"), provider.GetRequiredService<AssessmentCatalogue>(), provider.GetRequiredService<IHelpLineCatalogue>()));
        services.AddSingleton<IDefinitionReader>(provider => new DefinitionReader(provider.GetRequiredService<ShippedProgrammes>().Reader));
        services.AddSingleton<ProgrammeCatalogue>();
        services.AddSingleton<IProgrammeCatalogue>(provider => provider.GetRequiredService<ProgrammeCatalogue>());
        return services.AddHostedService<ProgrammeRefresher>();
    }
}
