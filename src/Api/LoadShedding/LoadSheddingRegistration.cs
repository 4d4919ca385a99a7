namespace MobileBackend.Api.LoadShedding;

public static class LoadSheddingRegistration
{
    /// <exception cref="InvalidOperationException">A setting under <c>LoadShedding</c> makes no sense.</exception>
    public static void AddApiLoadShedding(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(LoadSheddingOptions.Read(builder.Configuration));
        builder.Services.AddSingleton<Lanes>();
    }

    /// <summary>
    /// After routing, which says whose lane it is, and after CORS, so that the pages of sites can read the refusal; before authentication.
    /// </summary>
    public static void UseApiLoadShedding(this IApplicationBuilder app) => app.UseMiddleware<LoadSheddingMiddleware>();
}
