using System.Text.Json;
using System.Text.Unicode;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Json;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Binding;

/// <summary>Tells apart what is not JSON and what is JSON of the wrong shape, and says where, in the contract's paths.</summary>
internal static class JsonScan
{
    /// <summary>The path of the body as a whole.</summary>
    public const string Root = "body";

    /// <summary>A path may quote what a client sent: no more of it than tells where.</summary>
    private const int LongestPath = 200;

    public static bool IsWellFormed(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiJson.MaximumDepth });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>
    /// The refusal behind a failed binding. The serializer tells its reasons apart by message only; should those change, the general
    /// text is still true.
    /// </summary>
    public static Error Explain(JsonException exception)
    {
        var error = exception.Message switch
        {
            var text when text.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => ApiErrors.UnknownField,
            var text when text.StartsWith("Duplicate property", StringComparison.Ordinal) => ApiErrors.DuplicateField,
            _ => ApiErrors.InvalidValue,
        };
        return error.At(Field(exception.Path));
    }

    private static string Field(string? path)
    {
        var field = path switch
        {
            null or "$" => Root,
            _ when path.StartsWith("$.", StringComparison.Ordinal) => path[2..],
            _ => path[1..],
        };
        return field.Length <= LongestPath ? field : field[..LongestPath];
    }
}
