using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Infrastructure.Idempotency;

internal static class IdempotencyRegistration
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<InFlightKeys>();
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();
        return services.AddScoped<IPersonalDataSource, IdempotencyPersonalData>();
    }
}
