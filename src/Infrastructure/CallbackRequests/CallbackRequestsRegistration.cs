using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.CallbackRequests.Slots;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal static class CallbackRequestsRegistration
{
    public static IServiceCollection AddCallbackRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallbackSettings>().Bind(configuration.GetSection("Callbacks"))
            .Validate(settings => settings.IsUsable, "A setting under Callbacks is out of its range (docs/operations.md).").ValidateOnStart();
        return services.AddScoped<ISlotReservations, SlotReservations>();
    }
}
