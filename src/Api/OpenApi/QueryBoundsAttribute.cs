using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MobileBackend.Api.OpenApi;

/// <summary>The bounds of a number in a query, and what is taken where it is absent: for the published document, the use case judges.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueryBoundsAttribute(int minimum, int maximum, int whereAbsent) : RangeAttribute(minimum, maximum)
{
    public int WhereAbsent => whereAbsent;
}

internal sealed class QueryBoundsFilter : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (context.ParameterInfo?.GetCustomAttribute<QueryBoundsAttribute>() is { } bounds)
        {
            ((OpenApiSchema)parameter.Schema!).Default = JsonValue.Create(bounds.WhereAbsent);
        }
    }
}
