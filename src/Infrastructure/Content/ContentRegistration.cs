using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MobileBackend.Infrastructure.Content;

internal static class ContentRegistration
{
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ContentOptions>().Bind(configuration.GetSection(ContentOptions.Section))
            .Validate(content => content.IsUsable, "Content:RefreshInterval must be positive.")
            .ValidateOnStart();
        return services.AddHostedService<ContentCheck>();
    }

    /// <summary>Adds what a feature reads from its content: once, when the service starts, rather than for the first person who asks.</summary>
    /// <param name="services">Take it as a singleton.</param>
    /// <param name="read">Makes it of the services and the settings of the content; a <see cref="ContentException"/> ends the start.</param>
    public static IServiceCollection AddContent<TContent>(this IServiceCollection services, Func<IServiceProvider, ContentOptions, TContent> read)
        where TContent : class
    {
        services.AddSingleton(provider => read(provider, provider.GetRequiredService<IOptions<ContentOptions>>().Value));
        return services.AddSingleton(new ReadAtStart(typeof(TContent)));
    }

    private sealed record ReadAtStart(Type Content);

    private sealed class ContentCheck(IServiceProvider services, IEnumerable<ReadAtStart> contents) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (var content in contents)
            {
                services.GetRequiredService(content.Content);
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
