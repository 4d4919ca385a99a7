using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MobileBackend.Application.HelpLines;

namespace MobileBackend.Infrastructure.Content;

internal static class ContentRegistration
{
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ContentOptions>(configuration.GetSection(ContentOptions.Section));
        services.AddSingleton<IHelpLineCatalogue>(provider =>
            new HelpLineCatalogue(provider.GetRequiredService<IOptions<ContentOptions>>().Value.PathOf("help-lines")));
        services.AddHostedService<ContentCheck>();
        return services;
    }

    /// <summary>Has the content read when the service starts, rather than by the first person who asks.</summary>
    private sealed class ContentCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IHelpLineCatalogue>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
