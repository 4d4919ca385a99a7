using System.Text.Json;
using System.Text.Unicode;

namespace MobileBackend.Simulators.Hosting;

/// <summary>Reads JSON that anybody may have written: what is absent or of another kind is <see langword="null"/> or undefined.</summary>
internal static class JsonMembers
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The document, or <see langword="null"/> where the bytes are no JSON in UTF-8.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member's name that is no text (half of an escaped surrogate pair).
            return null;
        }
    }

    public static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    public static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: valid JSON, but no text.
            return null;
        }
    }
}
