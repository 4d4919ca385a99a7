using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using MobileBackend.Api.Errors;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.OpenApi;

/// <summary>The schema of every error answer. It is open: some codes add members of their own.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";

    public static OpenApiSchema Create(OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An error (RFC 9457). Switch on `code`; show `detail` to people.",
        Required = new SortedSet<string>(StringComparer.Ordinal) { "code", "detail", "status", "title", "traceId", "type" },
        AdditionalPropertiesAllowed = true,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("`/problems/<code>`, a page that explains the code."),
            ["title"] = Text("What kind of error it is, in the client's language."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = Text("What to tell the person, in the client's language."),
            ["code"] = Text("Stable: what a client switches on."),
            ["traceId"] = Text("What to quote when asking for help."),
            [ValidationErrors.Member] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With `validation-failed`: what is wrong with each field, by its path (`wishedSlots[0].start`).",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            [CommonErrors.RetryAfterSeconds] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Description = "With `rate-limited` and `overloaded`: after how many seconds to ask again, as in `Retry-After`.",
            },
            ["urgentHelp"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Where somebody wrote words that show danger, whatever the refusal: lines to call now, to be shown before anything else.",
                Items = new OpenApiSchemaReference("HelpLine", document),
            },
        },
    };

    /// <summary>The document that goes with a code, as a person who reads French sees it.</summary>
    public static OpenApiExample ExampleOf(CataloguedError error) => new() { Summary = error.Title.English, Value = Value(error) };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static JsonObject Value(CataloguedError error)
    {
        var example = new JsonObject
        {
            ["type"] = $"/problems/{error.Code}",
            ["title"] = error.Title.French,
            ["status"] = error.Status,
            ["detail"] = error.Errors[0].Text.French,
            ["code"] = error.Code,
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (string.Equals(error.Code, Error.ValidationFailed, StringComparison.Ordinal))
        {
            example["detail"] = ValidationErrors.Failed.Text.French;
            example[ValidationErrors.Member] = new JsonObject { ["field.path"] = new JsonArray(ApiErrors.InvalidValue.Text.French) };
        }

        if (error.Errors[0].Type is ErrorType.RateLimited or ErrorType.Unavailable)
        {
            example[CommonErrors.RetryAfterSeconds] = 5;
        }

        return example;
    }
}
