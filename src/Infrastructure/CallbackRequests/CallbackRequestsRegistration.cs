using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Slots;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal static class CallbackRequestsRegistration
{
    public static IServiceCollection AddCallbackRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<CallbackSettings>, CallbackSettingsCheck>();
        services.AddOptions<CallbackSettings>().Bind(configuration.GetSection("Callbacks")).ValidateOnStart();
        return services.AddScoped<ISlotReservations, SlotReservations>();
    }
}
