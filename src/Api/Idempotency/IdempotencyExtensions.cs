using Microsoft.AspNetCore.Mvc;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Api.Idempotency;

internal static class IdempotencyExtensions
{
    public static void AddApiIdempotency(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<HttpIdempotencyContext>();
        builder.Services.AddScoped<IIdempotencyContext>(provider => provider.GetRequiredService<HttpIdempotencyContext>());
        builder.Services.AddSingleton<IContractAnswers, ContractAnswers>();
        builder.Services.Configure<MvcOptions>(options => options.Filters.Add<IdempotencyFilter>());
    }
}
