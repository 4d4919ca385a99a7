using System.Reflection;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>A line of untyped-ids.txt: an id that may be of any kind, and why.</summary>
/// <param name="Member">Name of the type and of its property, such as <c>InboxMessage.SubjectId</c>.</param>
/// <param name="Reason">Why no one type would be true.</param>
internal sealed record UntypedId(string Member, string Reason);

/// <summary>An id says what it is the id of, and an absent one is null.</summary>
internal static class TypedIdRules
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>Properties and parameters of constructors that are called an id and are a bare Guid.</summary>
    /// <param name="types">Types of the domain, commands, queries and stored types.</param>
    /// <param name="untyped">What may be a Guid all the same.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> types, IReadOnlyCollection<UntypedId> untyped)
    {
        var found = types.SelectMany(type => IdsOf(type).Select(id => $"{NameOf(type)}.{char.ToUpperInvariant(id[0])}{id[1..]}"))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. found.Where(member => untyped.All(line => line.Member != member)).Order(StringComparer.Ordinal)
                .Select(member => $"{member} is a Guid: say of what with a typed id (Domain/Common/Ids), or add \"{member} | why\" to untyped-ids.txt."),
            .. untyped.Where(line => !found.Contains(line.Member))
            .Select(stale => $"{stale.Member} is no Guid any more: take the line out of untyped-ids.txt."),
        ];
    }

    /// <summary>Types that take the empty Guid for an absent id.</summary>
    public static IReadOnlyList<string> EmptyGuidViolations(IEnumerable<Type> types) =>
        [.. types.Where(type => Uses.Of(type).Members.Any(member => member.DeclaringType == typeof(Guid) && member.Name == nameof(Guid.Empty)))
            .Select(type => $"{type.FullName} uses Guid.Empty: an absent id is null.").Order(StringComparer.Ordinal)];

    /// <summary>Reads lines of "member | reason"; lines that begin with # are remarks.</summary>
    public static IReadOnlyList<UntypedId> ReadUntyped(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(fields => new UntypedId(fields[0], fields[1]))];

    private static IEnumerable<string> IdsOf(Type type) =>
        type.GetProperties(Declared).Select(property => (property.Name, Type: property.PropertyType))
            .Concat(type.GetConstructors(Declared).SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => (Name: parameter.Name ?? string.Empty, Type: parameter.ParameterType)))
            .Where(member => (Nullable.GetUnderlyingType(member.Type) ?? member.Type) == typeof(Guid)
                && (member.Name.EndsWith("Id", StringComparison.Ordinal) || member.Name == "id"))
            .Select(member => member.Name);

    private static string NameOf(Type type) => type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;
}
