using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Assessments;
using MobileBackend.Application.Enrolments.Benefits;
using MobileBackend.Application.HelpLines;
using MobileBackend.Application.Programmes;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.Enrolments;
using MobileBackend.Infrastructure.HelpLines;
using MobileBackend.Infrastructure.Programmes;

namespace MobileBackend.Infrastructure.Content;

internal static class ContentRegistration
{
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ContentOptions>().Bind(configuration.GetSection(ContentOptions.Section))
            .Validate(content => content.IsUsable, "Content:RefreshInterval must be positive.")
            .ValidateOnStart();
        services.AddSingleton<IHelpLineCatalogue>(provider =>
            new HelpLineCatalogue(provider.GetRequiredService<IOptions<ContentOptions>>().Value.PathOf("help-lines")));
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ContentOptions>>().Value;
            return new AssessmentCatalogue(
                options.PathOf("assessments"), options.ShowUnclearedInstruments ?? !provider.GetRequiredService<IHostEnvironment>().IsProduction());
        });
        services.AddSingleton<IAssessmentCatalogue>(provider => provider.GetRequiredService<AssessmentCatalogue>());
        services.AddSingleton(provider => new ShippedProgrammes(
            provider.GetRequiredService<IOptions<ContentOptions>>().Value.PathOf("programmes"),
            provider.GetRequiredService<AssessmentCatalogue>(),
            provider.GetRequiredService<IHelpLineCatalogue>()));
        services.AddSingleton<ITobaccoPrices>(provider =>
            new TobaccoPrices(provider.GetRequiredService<IOptions<ContentOptions>>().Value.PathOf("tobacco-prices.yaml")));
        services.AddSingleton<IDefinitionReader>(provider => new DefinitionReader(provider.GetRequiredService<ShippedProgrammes>().Reader));
        services.AddSingleton<ProgrammeCatalogue>();
        services.AddSingleton<IProgrammeCatalogue>(provider => provider.GetRequiredService<ProgrammeCatalogue>());
        services.AddHostedService<ContentCheck>();
        services.AddHostedService<ProgrammeRefresher>();
        return services;
    }

    /// <summary>Has the content read when the service starts, rather than by the first person who asks.</summary>
    private sealed class ContentCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IHelpLineCatalogue>();
            services.GetRequiredService<IProgrammeCatalogue>();
            services.GetRequiredService<ITobaccoPrices>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
