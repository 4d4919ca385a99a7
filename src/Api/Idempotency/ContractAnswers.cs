using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MobileBackend.Api.Json;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Api.Idempotency;

/// <summary>
/// Answers in the JSON that they are sent in. What the contract calls required must be there when one is read back, and nothing that it does not know: written
/// again, it is the same text.
/// </summary>
internal sealed class ContractAnswers : IContractAnswers
{
    private static readonly JsonSerializerOptions Strict = new(ApiJson.Options)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = ApiJson.Options.TypeInfoResolver!.WithAddedModifier(RequireWhatIsNeverNull),
    };

    public ContractAnswer Write(object response) =>
        new(SchemaNames.Of(response.GetType()), JsonSerializer.Serialize(response, response.GetType(), ApiJson.Options));

    /// <exception cref="StoredFormException">The answer is of another schema, or no longer fits its own.</exception>
    public object Read(ContractAnswer answer, Type response)
    {
        var name = SchemaNames.Of(response);
        if (!string.Equals(answer.Response, name, StringComparison.Ordinal))
        {
            throw new StoredFormException($"An answer is stored as '{answer.Response}', and was read as '{name}'.");
        }

        try
        {
            return JsonSerializer.Deserialize(answer.Json, response, Strict) ?? throw new StoredFormException($"A '{name}' is stored as nothing.");
        }
        catch (JsonException)
        {
            // The serializer's message may quote what a person wrote.
            throw new StoredFormException($"A stored answer is not of the schema '{name}'.");
        }
    }

    /// <summary>Nulls are left out where an answer is written, so only what can be null may be absent.</summary>
    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = property.AssociatedParameter is { } parameter
                && !(property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : parameter.IsNullable);
        }
    }
}
