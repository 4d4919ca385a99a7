using System.Reflection;
using System.Runtime.CompilerServices;
using MobileBackend.Domain.Common;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>The domain changes through its own methods, and says what an id is the id of.</summary>
internal static class DomainRules
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    public static IReadOnlyList<string> Violations(IEnumerable<Type> types) => [.. types.SelectMany(Violations)];

    private static IEnumerable<string> Violations(Type type)
    {
        foreach (var property in type.GetProperties(Declared)
            .Where(property => property.SetMethod is { IsPublic: true } setter && !(IsInit(setter) && IsRecord(type))))
        {
            yield return $"{type.FullName}.{property.Name} has a public setter: make it private, and write a method that is named as the service speaks. "
                + $"Init is for records.";
        }

        foreach (var field in type.GetFields(Declared).Where(field => field is { IsLiteral: false, IsInitOnly: false } && !type.IsEnum))
        {
            yield return $"{type.FullName}.{field.Name} is a public field that can be changed: make it a property without a public setter.";
        }

        if (!type.IsAssignableTo(typeof(AggregateRoot)) || type == typeof(AggregateRoot))
        {
            yield break;
        }

        if (!type.IsSealed)
        {
            yield return $"{type.FullName} is an aggregate: seal it.";
        }

        if (type.GetConstructors().Length > 0)
        {
            yield return $"{type.FullName} has a public constructor: write a static factory that is named as the service speaks.";
        }

        if (type.GetProperty("Id")?.PropertyType is not { } id || !IsTypedId(id))
        {
            yield return $"{type.FullName} has no typed id: write `readonly record struct {type.Name}Id(Guid Value) : ITypedId<{type.Name}Id>`.";
        }
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    // Every record prints its members, a class or a struct.
    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.DeclaredOnly | BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static bool IsTypedId(Type type) =>
        Array.Exists(type.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ITypedId<>));
}
