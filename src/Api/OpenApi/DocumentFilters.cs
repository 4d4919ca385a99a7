using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.OpenApi;
using MobileBackend.Api.Errors;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MobileBackend.Api.OpenApi;

/// <summary>Completes the document: real paths, shared components, tags, all in a fixed order.</summary>
internal sealed class DocumentFilter(ErrorCatalogue catalogue) : IDocumentFilter
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("Call back", "Being called back by a counsellor of the 39 89: free slots, requests, how they stand."),
        ("Devices, inbox and rights", "An app's anonymous account, what the person was told, and their rights over their data."),
        ("E-coaching", "Programmes to stop or cut down, and questionnaires that help people see where they are; in French."),
        ("Extranet", "What the call centre's extranet reports."),
        ("Help lines", "Telephone lines and when they answer, in French and English."),
        ("Proofs", "Showing that a request comes from a real app or browser, where it is asked for."),
        ("Staff", "Supervision and administration of the service."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        ArgumentNullException.ThrowIfNull(swaggerDoc);
        ArgumentNullException.ThrowIfNull(context);
        var paths = new OpenApiPaths();
        foreach (var (path, item) in swaggerDoc.Paths.OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            paths[path.Replace("v{version}", context.DocumentName, StringComparison.Ordinal)] = item;
        }

        swaggerDoc.Paths = paths;
        swaggerDoc.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        var components = swaggerDoc.Components ??= new OpenApiComponents();
        components.Examples = catalogue.All.Where(error => IsUsed(swaggerDoc, error))
            .ToDictionary(error => error.Code, IOpenApiExample (error) => ProblemSchema.ExampleOf(error));
        components.Headers = new Dictionary<string, IOpenApiHeader>(CommonHeaders.Headers);
        components.Parameters = new Dictionary<string, IOpenApiParameter>(CommonHeaders.Parameters.Where(parameter => IsUsed(swaggerDoc, parameter.Value)));
        components.SecuritySchemes = SecuritySchemes.All.ToDictionary(scheme => scheme.Key, IOpenApiSecurityScheme (scheme) => scheme.Value);
        var schemas = new SortedDictionary<string, IOpenApiSchema>(components.Schemas ?? new Dictionary<string, IOpenApiSchema>(), StringComparer.Ordinal)
        {
            [ProblemSchema.Name] = ProblemSchema.Create(swaggerDoc),
        };
        components.Schemas = new Dictionary<string, IOpenApiSchema>(schemas);
        foreach (var header in CommonHeaders.Headers.Keys.Where(name => !IsUsed(swaggerDoc, name)))
        {
            components.Headers.Remove(header);
        }
    }

    private static bool IsUsed(OpenApiDocument document, IOpenApiParameter parameter) =>
        Operations(document).SelectMany(operation => operation.Parameters ?? []).OfType<OpenApiParameterReference>()
            .Any(reference => string.Equals(
                reference.Reference.Id, CommonHeaders.Parameters.First(each => each.Value == parameter).Key, StringComparison.Ordinal));

    private static bool IsUsed(OpenApiDocument document, string header) =>
        Operations(document).SelectMany(operation => operation.Responses?.Values.ToList() ?? []).Any(response => response.Headers?.ContainsKey(header) == true);

    private static bool IsUsed(OpenApiDocument document, CataloguedError error) =>
        Operations(document).SelectMany(operation => operation.Responses?.Values.ToList() ?? []).SelectMany(response => response.Content?.Values.ToList() ?? [])
            .Any(content => content.Examples?.ContainsKey(error.Code) == true);

    private static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document) =>
        document.Paths.Values.SelectMany(item => item.Operations?.Values.ToList() ?? []);
}

/// <summary>Bodies are closed, answers are open and always hold what they can.</summary>
internal sealed class WireSchemaFilter : ISchemaFilter
{
    private const string BodySuffix = "Body";

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } mutable)
        {
            return;
        }

        if (context.Type.Name.EndsWith(BodySuffix, StringComparison.Ordinal))
        {
            mutable.AdditionalPropertiesAllowed = false;
            ForbidNulls(mutable, context.Type);
            return;
        }

        mutable.AdditionalPropertiesAllowed = true;
        mutable.Required = new SortedSet<string>(
            mutable.Properties!.Where(property => !CanBeLeftOut(context.Type, property.Key)).Select(property => property.Key), StringComparer.Ordinal);
    }

    /// <summary>Members are nullable in code, so that an absent one is told from an empty one; where one is needed, null is refused.</summary>
    private static void ForbidNulls(OpenApiSchema schema, Type type)
    {
        var annotations = new NullabilityInfoContext();
        foreach (var property in type.GetProperties().Where(each =>
            each.IsDefined(typeof(RequiredAttribute), inherit: false) || annotations.Create(each).WriteState == NullabilityState.NotNull))
        {
            if (schema.Properties![JsonNamingPolicy.CamelCase.ConvertName(property.Name)] is OpenApiSchema { Type: { } kind } member)
            {
                member.Type = kind & ~JsonSchemaType.Null;
            }
        }
    }

    /// <summary>Nulls are left out of answers, but for <c>nextCursor</c>.</summary>
    private static bool CanBeLeftOut(Type type, string name)
    {
        var property = type.GetProperties().First(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));
        return !string.Equals(name, "nextCursor", StringComparison.Ordinal)
            && (Nullable.GetUnderlyingType(property.PropertyType) is not null
                || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);
    }
}
