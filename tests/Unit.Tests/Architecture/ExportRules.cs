using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>What people are handed of their data is written in records made for that: no export changes because a class of the service did.</summary>
internal static class ExportRules
{
    private const string Suffix = "Export";

    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(decimal), typeof(double),
        typeof(Guid), typeof(DateOnly), typeof(TimeOnly), typeof(DateTimeOffset), typeof(Uri),

        // A value of whichever kind a question asks for; it has no member whose name could change.
        typeof(JsonNode),
    ];

    private static readonly HashSet<Type> Collections =
        [typeof(Nullable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(List<>), typeof(IReadOnlyDictionary<,>), typeof(Dictionary<,>)];

    /// <param name="sources">The personal-data sources.</param>
    /// <param name="silent">Those that export nothing, by name.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> sources, params string[] silent) =>
        [.. sources.SelectMany(source => OfSource(source, silent.Contains(source.Name)))];

    private static IEnumerable<string> OfSource(Type source, bool isSilent)
    {
        var uses = Uses.Of(source).Types;
        var records = uses.Where(IsExport).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        if (records.Count == 0 != isSilent)
        {
            yield return isSilent
                ? $"{source.Name} exports {records[0].Name}: it is not silent."
                : $"{source.Name} uses no …{Suffix} record: write its export in one.";
        }

        var others = uses.Where(IsAnonymous).Select(_ => "an anonymous type").Distinct()
            .Concat(uses.Select(type => type.Name).Where(name => name.EndsWith("Response", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(name => $"a {name}"));
        foreach (var other in others)
        {
            yield return $"{source.Name} makes {other}: write its export in …{Suffix} records.";
        }

        var seen = new HashSet<Type>();
        foreach (var violation in records.SelectMany(record => OfRecord(record, seen)))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> OfRecord(Type record, HashSet<Type> seen)
    {
        if (!seen.Add(record))
        {
            return [];
        }

        var derived = record.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(attribute => attribute.DerivedType);
        return record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(member => OfType(member.PropertyType, $"{record.Name}.{member.Name}", seen))
            .Concat(derived.SelectMany(type => OfType(type, record.Name, seen)));
    }

    private static IEnumerable<string> OfType(Type type, string member, HashSet<Type> seen) =>
        Plain.Contains(type) ? []
        : type.IsArray ? OfType(type.GetElementType()!, member, seen)
        : type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition())
            ? type.GetGenericArguments().SelectMany(held => OfType(held, member, seen))
        : IsExport(type) ? OfRecord(type, seen)
        : [$"{member} holds a {type.Name}: an export is made of plain values and …{Suffix} records, and of words for an enumeration."];

    private static bool IsExport(Type type) =>
        type is { IsClass: true, IsGenericType: false }
        && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
        && type.GetMethod("<Clone>$") is not null;

    private static bool IsAnonymous(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Name.Contains("AnonymousType", StringComparison.Ordinal);
}
