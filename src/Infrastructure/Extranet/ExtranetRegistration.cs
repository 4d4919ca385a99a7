using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Infrastructure.Outbox;

namespace MobileBackend.Infrastructure.Extranet;

internal static class ExtranetRegistration
{
    public static IServiceCollection AddExtranet(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExtranetOptions>().Bind(configuration.GetSection("Extranet"))
            .Validate(extranet => extranet.IsUsable, "Extranet:BaseUrl and :TokenEndpoint must be http or https addresses, and :AccessToken one line.")
            .Validate(
                extranet => extranet.RabbitMq.IsUsable,
                "Extranet:RabbitMq:Uri must be amqp:// or amqps:// with user, password, host and virtual host alone, "
                    + "and :Exchange and :MessageType one short line.")
            .Validate<IOptions<OutboxOptions>>(
                (extranet, outbox) => extranet.Timeout > TimeSpan.Zero && extranet.Timeout <= outbox.Value.Lease / 2,
                "Extranet:Timeout must be at most half of Outbox:Lease.")
            .ValidateOnStart();
        services.AddScoped<IExtranetQueue, ExtranetOutbox>();
        services.AddSingleton<ExtranetTokens>();
        if (ExtranetOptions.ReadTransport(configuration) == ExtranetTransport.RabbitMq)
        {
            services.AddSingleton<RabbitMqLink>();
            services.AddSingleton<IExtranetTransport, RabbitMqExtranetTransport>();
        }
        else
        {
            services.AddSingleton<IExtranetTransport, HttpExtranetTransport>();
        }

        // Redirects are faults of the channel: a message is never sent on to an address that is not configured.
        foreach (var client in (string[])[HttpExtranetTransport.ClientName, ExtranetTokens.ClientName])
        {
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }).RemoveAllLoggers();
        }

        services.AddHealthChecks().AddCheck<ExtranetCheck>("extranet");
        return services;
    }
}
