using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Jobs;

namespace MobileBackend.Infrastructure.Persistence.Converters;

/// <summary>How the domain's own types are stored. Typed ids are found by their interface: a new aggregate needs no line here.</summary>
internal static class ConverterConventions
{
    public static void Apply(ModelConfigurationBuilder builder)
    {
        foreach (var type in typeof(ITypedId<>).Assembly.GetTypes().Where(IsTypedId))
        {
            builder.Properties(type).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(type));
        }

        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        builder.Properties<SealedText>().HaveConversion<SealedTextConverter>();
        builder.Properties<CallbackSlot>().HaveConversion<CallbackSlotConverter>();
        builder.Properties<IReadOnlyList<string>>().HaveConversion<JsonConverter<IReadOnlyList<string>>, JsonComparer<IReadOnlyList<string>>>();
        builder.Properties<IReadOnlyList<WishedSlot>>().HaveConversion<JsonConverter<IReadOnlyList<WishedSlot>>, JsonComparer<IReadOnlyList<WishedSlot>>>();
        builder.Properties<IReadOnlyList<JobCount>>().HaveConversion<JsonConverter<IReadOnlyList<JobCount>>, JsonComparer<IReadOnlyList<JobCount>>>();
        builder.Properties<IReadOnlyDictionary<string, int>>().HaveConversion<JsonConverter<IReadOnlyDictionary<string, int>>, JsonComparer<IReadOnlyDictionary<string, int>>>();
    }

    private static bool IsTypedId(Type type) =>
        type.IsValueType && Array.Exists(type.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ITypedId<>));
}

internal sealed class TypedIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => From(value))
    where TId : struct, ITypedId<TId>
{
    /// <summary>An expression tree cannot call a static interface member itself.</summary>
    private static TId From(Guid value) => TId.From(value);
}

internal sealed class SealedTextConverter() : ValueConverter<SealedText, string>(text => text.Value, value => new SealedText(value));

internal sealed class CallbackSlotConverter() : ValueConverter<CallbackSlot, DateTimeOffset>(slot => slot.StartsAt, value => new CallbackSlot(value));

internal sealed class CallbackSlotMicrosecondsConverter() : ValueConverter<CallbackSlot, long>(
    slot => UnixMicrosecondsConverter.Of(slot.StartsAt), value => new CallbackSlot(UnixMicrosecondsConverter.From(value)));

internal sealed class UnixMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(instant => Of(instant), value => From(value))
{
    public static long Of(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset From(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

internal sealed class JsonConverter<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
    json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!);

internal sealed class JsonComparer<T>() : ValueComparer<T>(
    (left, right) => JsonSerializer.Serialize(left, JsonSerializerOptions.Web) == JsonSerializer.Serialize(right, JsonSerializerOptions.Web),
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web).GetHashCode(StringComparison.Ordinal),
    value => value);
