using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.CallbackRequests.Admission;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

internal static class AdmissionRegistration
{
    public static IServiceCollection AddAdmission(this IServiceCollection services)
    {
        services.AddScoped<ICallerProofs, NoProofs>();
        services.AddSingleton<IAdmissionWatch, AdmissionWatch>();
        return services.AddScoped<IAdmissionBook, AdmissionBook>();
    }
}
