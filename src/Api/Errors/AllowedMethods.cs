using Microsoft.AspNetCore.Routing.Template;

namespace MobileBackend.Api.Errors;

/// <summary>
/// Which methods a path takes. The router would say so itself, but for two things: the anonymous fallback takes every method, and the
/// closed policy would ask for a credential before it lets anyone know.
/// </summary>
internal sealed class AllowedMethods(EndpointDataSource endpoints)
{
    private const string VersionParameter = "version";

    public SortedSet<string> For(PathString path)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } metadata && Matches(endpoint, path))
            {
                methods.UnionWith(metadata.HttpMethods);
            }
        }

        return methods;
    }

    private static bool Matches(RouteEndpoint endpoint, PathString path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, values)
            && (!values.TryGetValue(VersionParameter, out var version) || string.Equals(version as string, "1", StringComparison.Ordinal));
    }
}
