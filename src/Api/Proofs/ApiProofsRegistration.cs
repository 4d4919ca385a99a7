using MobileBackend.Application.Proofs;

namespace MobileBackend.Api.Proofs;

internal static class ApiProofsRegistration
{
    public static void AddApiProofs(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IPresentedProofs, HttpPresentedProofs>();
    }
}
