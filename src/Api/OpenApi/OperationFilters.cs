using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using MobileBackend.Api.Caching;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.Json;
using MobileBackend.Api.Proofs;
using MobileBackend.Api.Versioning;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MobileBackend.Api.OpenApi;

internal static class OperationContext
{
    public static IList<object> Metadata(this OperationFilterContext context) => context.ApiDescription.ActionDescriptor.EndpointMetadata;

    public static T? Find<T>(this OperationFilterContext context) => context.Metadata().OfType<T>().FirstOrDefault();
}

/// <summary>Who may call, said of every operation; of a public one with an empty list.</summary>
internal sealed class SecurityFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context) =>
        operation.Security = [.. SecuritySchemes.Of(context.Metadata())
            .Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] })];
}

/// <summary>Headers of requests and answers that follow from what an operation is.</summary>
internal sealed class HeadersFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        foreach (var version in operation.Parameters.Where(parameter => string.Equals(parameter.Name, "version", StringComparison.Ordinal)).ToList())
        {
            operation.Parameters.Remove(version);
        }

        operation.Parameters.Add(new OpenApiParameterReference(CommonHeaders.AcceptLanguage, context.Document));
        if (context.Find<IdempotentAttribute>() is not null)
        {
            operation.Parameters.Add(new OpenApiParameterReference(CommonHeaders.IdempotencyKey, context.Document));
        }

        if (context.Find<TakesProofAttribute>() is not null)
        {
            operation.Parameters.Add(new OpenApiParameterReference(CommonHeaders.AppCheck, context.Document));
            operation.Parameters.Add(new OpenApiParameterReference(CommonHeaders.ChallengeSolution, context.Document));
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            var isSuccess = status.StartsWith('2');
            AddHeaders(response, context.Document, isSuccess ? ["RateLimit", "RateLimit-Policy", "api-supported-versions"] : []);
            AddHeaders(response, context.Document, context.Find<DeprecatedAttribute>() is null ? [] : ["Deprecation", "Sunset"]);
            AddHeaders(response, context.Document, isSuccess && context.Find<IdempotentAttribute>() is not null ? ["Idempotency-Replayed"] : []);
            AddHeaders(response, context.Document, isSuccess && context.Find<PublicReadAttribute>() is not null ? ["Cache-Control", "ETag"] : []);
            AddHeaders(response, context.Document, status switch
            {
                "201" => ["Location"],
                "429" => ["RateLimit", "RateLimit-Policy", "Retry-After"],
                "503" => ["Retry-After"],
                _ => [],
            });
        }

        if (context.Find<PublicReadAttribute>() is not null)
        {
            operation.Parameters.Add(new OpenApiParameterReference(CommonHeaders.IfNoneMatch, context.Document));
            var unchanged = new OpenApiResponse { Description = "The answer that the client has is still the current one." };
            AddHeaders(unchanged, context.Document, ["Cache-Control", "ETag"]);
            operation.Responses!["304"] = unchanged;
        }

        operation.Deprecated = context.Find<DeprecatedAttribute>() is not null;
    }

    private static void AddHeaders(IOpenApiResponse response, OpenApiDocument document, string[] names)
    {
        var headers = ((OpenApiResponse)response).Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var name in names)
        {
            headers[name] = new OpenApiHeaderReference(name, document);
        }
    }
}

/// <summary>The example of each body and of each successful answer.</summary>
internal sealed class ExamplesFilter(ExampleBook book) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var body = context.ApiDescription.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source.Id is "Body");
        if (body is not null)
        {
            // No operation takes an empty body.
            ((OpenApiRequestBody)operation.RequestBody!).Required = true;
            Keep(operation.RequestBody.Content, body.Type);
        }

        foreach (var answer in context.ApiDescription.SupportedResponseTypes.Where(answer => answer.StatusCode < StatusCodes.Status300MultipleChoices
            && answer.Type is not null))
        {
            var content = operation.Responses![$"{answer.StatusCode}"].Content;
            Keep(content, answer.Type!);
            if (context.Find<AlsoAsPageAttribute>() is not null)
            {
                content!["text/html"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }
        }
    }

    /// <summary>One media type only: the framework would list all that its formatters could write.</summary>
    private void Keep(IDictionary<string, IOpenApiMediaType>? content, Type type)
    {
        if (content is not { Count: > 0 })
        {
            return;
        }

        var json = (OpenApiMediaType)content.Values.First();
        content.Clear();
        content["application/json"] = json;
        json.Example = book.Find(type) is { } value ? JsonNode.Parse(JsonSerializer.Serialize(value, type, ApiJson.Options)) : null;
    }
}
