using Asp.Versioning;

namespace MobileBackend.Api.Versioning;

public static class VersioningRegistration
{
    /// <summary>Versions are path segments; every answer of the API names those that are supported; each major version has a document of its own.</summary>
    public static void AddApiVersions(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services
            .AddApiVersioning(options =>
            {
                options.ApiVersionReader = new UrlSegmentApiVersionReader();
                options.ReportApiVersions = true;
            })
            .AddMvc()
            .AddApiExplorer(options => options.GroupNameFormat = "'v'VVV");
    }
}
