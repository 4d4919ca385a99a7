using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace MobileBackend.Api.Json;

/// <summary>JSON as the contract has it, for requests, answers and the published examples alike.</summary>
public static class ApiJson
{
    public const int MaximumDepth = 32;

    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.AllowTrailingCommas = false;
        options.MaxDepth = MaximumDepth;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // French as it is written, but nothing that could close a script element.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(KeepNextCursor);
        options.Converters.Add(new WordConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new ClockTimeConverter());
        options.Converters.Add(new StorableTextConverter());
    }

    /// <summary>Nulls are left out, but for this one: it tells a client that the list has ended.</summary>
    private static void KeepNextCursor(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => string.Equals(property.Name, "nextCursor", StringComparison.Ordinal)))
        {
            property.ShouldSerialize = (_, _) => true;
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

