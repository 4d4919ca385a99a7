using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.CallbackRequests.Admission;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

internal static class AdmissionRegistration
{
    public static IServiceCollection AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<IAdmissionWatch, AdmissionWatch>();
        return services.AddScoped<IAdmissionBook, AdmissionBook>();
    }
}
