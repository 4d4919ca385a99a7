using System.Reflection;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>
/// Private nested types that nothing uses. Methods, fields, properties and constants are seen by the analyzers IDE0051, IDE0052 and CA1823, at the build;
/// of types they say nothing.
/// </summary>
internal static class UnusedTypeRule
{
    public static IReadOnlyList<string> Violations(IEnumerable<Type> types) => [.. types.SelectMany(Violations)];

    private static IEnumerable<string> Violations(Type outer)
    {
        var nested = NestedIn(outer).ToList();
        return nested.Where(type => IsWritten(type) && !UsersOf(type, outer).Any())
            .Select(type => $"{type.FullName} is private and nothing uses it: remove it.");
    }

    private static IEnumerable<Type> NestedIn(Type type) =>
        type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(nested => NestedIn(nested).Prepend(nested));

    private static bool IsWritten(Type type) => type.IsNestedPrivate && !type.Name.StartsWith('<');

    /// <summary>The types around a private one that name it, itself and what is nested in it apart.</summary>
    private static IEnumerable<Type> UsersOf(Type type, Type outer) =>
        NestedIn(outer).Prepend(outer).Where(user => !IsWithin(user, type)
            && Uses.OfOnly(user).Types.Any(used => IsWithin(used, type)));

    private static bool IsWithin(Type? type, Type outer) => type is not null && (type == outer || IsWithin(type.DeclaringType, outer));
}
