using Microsoft.OpenApi;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.Proofs;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MobileBackend.Api.OpenApi;

/// <summary>Every way in which an operation can refuse, by status, with the codes that tell them apart.</summary>
internal sealed class RefusalsFilter(ErrorCatalogue catalogue) : IOperationFilter
{
    private const string OriginNotAllowed = "origin-not-allowed";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        var codes = CodesOf(operation, context).Select(code => catalogue.Find(code)
            ?? throw new InvalidOperationException(
                $"The error code '{code}' of {context.MethodInfo.DeclaringType?.Name}.{context.MethodInfo.Name} is not declared in any …Errors class."));
        foreach (var group in codes.DistinctBy(error => error.Code).GroupBy(error => error.Status).OrderBy(group => group.Key))
        {
            operation.Responses[$"{group.Key}"] = Response([.. group], context.Document);
        }

        foreach (var bare in operation.Responses.Where(response => response.Key[0] is '4' or '5'
            && response.Value.Content?.ContainsKey(ProblemWriter.ContentType) != true))
        {
            throw new InvalidOperationException(
                $"{context.MethodInfo.DeclaringType?.Name}.{context.MethodInfo.Name} documents {bare.Key} without a code: name it with [ProblemCodes].");
        }
    }

    private IEnumerable<string> CodesOf(OpenApiOperation operation, OperationFilterContext context)
    {
        yield return CommonErrors.RateLimited.Code;
        yield return CommonErrors.Overloaded.Code;
        var hasBody = operation.RequestBody is not null;
        if (hasBody || operation.Parameters is { Count: > 0 })
        {
            yield return ValidationErrors.Failed.Code;
        }

        if (hasBody)
        {
            yield return ApiErrors.MalformedJson.Code;
            yield return ApiErrors.TooLarge.Code;
            yield return ApiErrors.UnsupportedMediaType.Code;
        }

        if (context.ApiDescription.RelativePath!.Contains("{id", StringComparison.Ordinal) || operation.Responses!.ContainsKey("404"))
        {
            yield return CommonErrors.NotFound.Code;
        }

        var schemes = SecuritySchemes.Of(context.Metadata());
        if (schemes.Count > 0)
        {
            yield return CommonErrors.Unauthenticated.Code;
            yield return CommonErrors.Forbidden.Code;
        }

        if (schemes.Contains("apiKey") && catalogue.Find(OriginNotAllowed) is not null)
        {
            yield return OriginNotAllowed;
        }

        if (context.Find<IdempotentAttribute>() is not null)
        {
            yield return IdempotencyErrors.InUse.Code;
            yield return IdempotencyErrors.Reused.Code;
        }

        if (context.Find<TakesProofAttribute>() is not null)
        {
            yield return ProofErrors.Required.Code;
        }

        foreach (var code in context.Find<ProblemCodesAttribute>()?.Codes ?? [])
        {
            yield return code;
        }
    }

    private static OpenApiResponse Response(IReadOnlyList<CataloguedError> errors, OpenApiDocument document) => new()
    {
        Description = string.Join("\n", errors.Select(error => $"- `{error.Code}`: {error.Errors[0].Text.English}")),
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [ProblemWriter.ContentType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(ProblemSchema.Name, document),
                Examples = errors.ToDictionary(error => error.Code, IOpenApiExample (error) => new OpenApiExampleReference(error.Code, document)),
            },
        },
    };
}
