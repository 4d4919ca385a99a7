using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Versioning;

namespace MobileBackend.Api.Versioning;

public static class VersioningRegistration
{
    /// <summary>Versions are path segments; every answer of the API names those that are supported.</summary>
    public static void AddApiVersions(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddApiVersioning(options =>
        {
            options.ApiVersionReader = new UrlSegmentApiVersionReader();
            options.ReportApiVersions = true;
        });
        builder.Services.Configure<MvcOptions>(options => options.Conventions.Add(new VersionedDocumentConvention()));
    }
}
