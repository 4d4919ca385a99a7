using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.CallbackRequests.Slots;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal static class CallbackRequestsRegistration
{
    public static IServiceCollection AddCallbackRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallbackSettings>().Bind(configuration.GetSection("Callbacks"))
            .Validate(callbacks => callbacks.MovesPerDay >= 1, "Callbacks:MovesPerDay must be at least 1.")
            .ValidateOnStart();
        services.AddScoped<ICallbackIntake, CallbackIntake>();
        return services.AddScoped<ISlotReservations, SlotReservations>();
    }
}
