using System.Text.Json;
using System.Text.Json.Serialization;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>Writes a successful <see cref="Result{T}"/> as its value, and reads it back.</summary>
internal sealed class OutcomeJson : JsonConverterFactory
{
    public static JsonSerializerOptions Options { get; } = new() { Converters = { new OutcomeJson() } };

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Result<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Result<T>>
    {
        public override Result<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, Result<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
