using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace MobileBackend.Api.Versioning;

/// <summary>
/// Puts each controller into the document of its major version. The versioning library does so in its ApiExplorer package, which does
/// not restore (docs/adr/0002).
/// </summary>
internal sealed class VersionedDocumentConvention : IControllerModelConvention
{
    public void Apply(ControllerModel controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        var version = controller.Attributes.OfType<ApiVersionAttribute>().SelectMany(attribute => attribute.Versions).Max();
        controller.ApiExplorer.GroupName = version is null ? null : string.Create(CultureInfo.InvariantCulture, $"v{version.MajorVersion}");
    }
}
