using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobileBackend.Domain.Common;

namespace MobileBackend.Infrastructure.Persistence.Converters;

/// <summary>How a feature's own types are stored, where a column of them may be in any table. Found by this interface when the model is made.</summary>
internal interface IStoredTypes
{
    /// <param name="builder">Takes the converters.</param>
    /// <param name="hasInstants">
    /// Whether the database has a type for instants; otherwise they are microseconds, as <see cref="UnixMicrosecondsConverter"/> has it.
    /// </param>
    void Apply(ModelConfigurationBuilder builder, bool hasInstants);
}

/// <summary>How the types that all features share are stored. Typed ids are found by their interface: a new aggregate needs no line here.</summary>
internal static class ConverterConventions
{
    public static void Apply(ModelConfigurationBuilder builder, bool hasInstants)
    {
        foreach (var type in typeof(ITypedId<>).Assembly.GetTypes().Where(IsTypedId))
        {
            builder.Properties(type).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(type));
        }

        builder.Properties<SealedText>().HaveConversion<SealedTextConverter>();
        builder.Properties<IReadOnlyList<string>>().HaveConversion<TextsConverter, ListComparer<string>>();
        builder.Properties<IReadOnlyDictionary<string, int>>().HaveConversion<CountsConverter, CountsComparer>();
        if (!hasInstants)
        {
            // SQLite has no instant: microseconds since 1970 compare and sort as PostgreSQL's timestamptz does, to the same precision.
            builder.Properties<DateTimeOffset>().HaveConversion<UnixMicrosecondsConverter>();
        }

        foreach (var type in typeof(IStoredTypes).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            if (type.IsAssignableTo(typeof(IStoredTypes)))
            {
                ((IStoredTypes)Activator.CreateInstance(type)!).Apply(builder, hasInstants);
            }
            else if (type.IsAssignableTo(typeof(IStoredWords)))
            {
                builder.Properties(EnumerationOf(type)).HaveConversion(type).HaveMaxLength(32);
            }
        }
    }

    private static Type EnumerationOf(Type words) => words.BaseType!.GetGenericArguments()[0];

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

internal sealed class UnixMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(instant => Of(instant), value => From(value))
{
    public static long Of(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset From(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

/// <summary>A JSON array of texts: it has no member whose name could change. What has members is a stored form.</summary>
internal sealed class TextsConverter() : ValueConverter<IReadOnlyList<string>, string>(
    texts => JsonSerializer.Serialize(texts, JsonSerializerOptions.Web),
    json => JsonSerializer.Deserialize<IReadOnlyList<string>>(json, JsonSerializerOptions.Web)!);

/// <summary>A JSON object of numbers, under keys that are values and no members.</summary>
internal sealed class CountsConverter() : ValueConverter<IReadOnlyDictionary<string, int>, string>(
    counts => JsonSerializer.Serialize(counts, JsonSerializerOptions.Web),
    json => JsonSerializer.Deserialize<IReadOnlyDictionary<string, int>>(json, JsonSerializerOptions.Web)!);

/// <summary>Lists are never changed in place, so one is its own snapshot.</summary>
internal sealed class ListComparer<T>() : ValueComparer<IReadOnlyList<T>>(
    (left, right) => left == right || (left != null && right != null && left.SequenceEqual(right)), list => HashOf(list), list => list)
{
    private static int HashOf(IReadOnlyList<T> list)
    {
        var hash = default(HashCode);
        foreach (var item in list)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}

internal sealed class CountsComparer() : ValueComparer<IReadOnlyDictionary<string, int>>(
    (left, right) => left == right || (left != null && right != null && left.Count == right.Count && !left.Except(right).Any()),
    counts => counts.Count,
    counts => counts);
