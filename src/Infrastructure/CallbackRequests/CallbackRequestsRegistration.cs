using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.CallbackRequests.Slots;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal static class CallbackRequestsRegistration
{
    public static IServiceCollection AddCallbackRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<CallbackSettings>(configuration.GetSection("Callbacks"));
        services.AddScoped<ICallbackIntake, CallbackIntake>();
        return services.AddScoped<ISlotReservations, SlotReservations>();
    }
}
