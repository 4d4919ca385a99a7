using System.Text.Json;
using System.Text.Json.Serialization;
using MobileBackend.Api.Json;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Common;

/// <summary>An answer: a whole number, yes or no, the key of an option or own words, or the keys of several options.</summary>
/// <param name="Input">What it came as; what can be no answer is refused with the question's own words, once it is known what was asked.</param>
[JsonConverter(typeof(ProfileValueConverter))]
public sealed record ProfileValue(AnswerInput Input)
{
    internal static IReadOnlyDictionary<string, AnswerInput>? ToInputs(IReadOnlyDictionary<string, ProfileValue>? values) =>
        values?.ToDictionary(value => value.Key, value => value.Value.Input, StringComparer.Ordinal);

    /// <summary>Never the content.</summary>
    public override string ToString() => "(answer)";
}

/// <summary>Reads any JSON value without a fault, so that a refusal can name its field.</summary>
internal sealed class ProfileValueConverter : JsonConverter<ProfileValue>
{
    public override bool HandleNull => true;

    public override ProfileValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        try
        {
            return new ProfileValue(Read(value));
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair is JSON, and no text.
            return new ProfileValue(new AnswerInput.Unusable());
        }
    }

    public override void Write(Utf8JsonWriter writer, ProfileValue value, JsonSerializerOptions options)
    {
        switch (value.Input)
        {
            case AnswerInput.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case AnswerInput.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case AnswerInput.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case AnswerInput.Words words:
                JsonSerializer.Serialize(writer, words.Values, options);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static AnswerInput Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var number) => new AnswerInput.Number(number),
        JsonValueKind.True or JsonValueKind.False => new AnswerInput.Flag(value.GetBoolean()),
        JsonValueKind.String when WireValues.IsStorable(value.GetString()) => new AnswerInput.Text(value.GetString()!),
        JsonValueKind.Array when value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String) =>
            new AnswerInput.Words([.. value.EnumerateArray().Select(each => each.GetString()!)]),
        JsonValueKind.Null => new AnswerInput.Nothing(),
        _ => new AnswerInput.Unusable(),
    };
}
