using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Application.CallbackRequests.Slots;

internal static class SlotsRegistration
{
    public static IServiceCollection AddSlots(this IServiceCollection services) => services.AddSingleton(provider => new CallbackSchedule(
        provider.GetRequiredService<IHelpLineCatalogue>().Find(HelpLineCodes.TabacInfoService)!.Hours,
        provider.GetRequiredService<IOptions<CallbackSettings>>().Value.ToPolicy()));
}
