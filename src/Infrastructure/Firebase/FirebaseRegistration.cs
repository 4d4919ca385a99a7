using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Pushes;

namespace MobileBackend.Infrastructure.Firebase;

internal static class FirebaseRegistration
{
    public static IServiceCollection AddFirebase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FirebaseOptions>().Bind(configuration.GetSection("Firebase"))
            .Validate(firebase => firebase.IsUsable, "Firebase:BaseUrl must be an http or https address, :MessagesPerMinute and :Timeout positive.")
            .Validate<IOptions<PushOptions>>(
                (firebase, push) => firebase.Timeout <= push.Value.Lease / 2, "Firebase:Timeout must be at most half of Push:Lease.")
            .ValidateOnStart();
        services.AddSingleton(provider => new PushPace(
            provider.GetRequiredService<IOptions<FirebaseOptions>>().Value.MessagesPerMinute, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FirebaseAccount>();
        services.AddSingleton<IPushGateway, FirebasePushGateway>();

        // One handler for good: it renews its connections itself, and opens another where one has no stream left (100 at FCM).
        services.AddHttpClient(FirebasePushGateway.ClientName).SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                EnableMultipleHttp2Connections = true,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }).RemoveAllLoggers();
        return services;
    }
}
