using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>What a stored form may be made of.</summary>
internal static class StoredFormRules
{
    public static IReadOnlyList<string> Violations(IReadOnlyCollection<Type> forms) =>
    [
        .. forms.Where(form => !form.Name.EndsWith($"V{StoredForms.VersionOf(form)}", StringComparison.Ordinal))
            .Select(form => $"{form.Name} is version {StoredForms.VersionOf(form)}: let its name end with V{StoredForms.VersionOf(form)}."),
        .. forms.GroupBy(form => (Name: StoredForms.NameOf(form), Version: StoredForms.VersionOf(form))).Where(same => same.Count() > 1)
            .Select(same => $"'{same.Key.Name}' in version {same.Key.Version} is {string.Join(" and ", same.Select(form => form.Name))}: a form is one thing."),
        .. forms.SelectMany(form => InPart(form, form, [])),
    ];

    private static IEnumerable<string> InPart(Type form, Type part, IReadOnlyList<Type> around)
    {
        if (around.Contains(part))
        {
            return [$"{part.Name} of {form.Name} holds itself: write it as a list."];
        }

        var members = StoredForms.MembersOf(part);
        return AttributesOf(part).Select(name => $"{part.Name} of {form.Name} has [{name}]: what is written goes by the members alone.")
            .Concat(members.SelectMany(member => InMember(form, part, member, [.. around, part])));
    }

    private static IEnumerable<string> InMember(Type form, Type part, JsonPropertyInfo member, IReadOnlyList<Type> around)
    {
        var name = $"{member.Name} of {part.Name}";
        if (member.AttributeProvider is MemberInfo declared && AttributesOf(declared).FirstOrDefault() is { } attribute)
        {
            yield return $"{name} has [{attribute}]: what is written goes by the members alone.";
            yield break;
        }

        if (member.Set is null)
        {
            yield return $"{name} is computed: keep what it is computed from.";
            yield break;
        }

        var isNullable = member.IsGetNullable || StoredForms.WithoutNull(member.PropertyType) != member.PropertyType;
        if (isNullable == member.IsRequired)
        {
            yield return isNullable
                ? $"{name} may be null, which is not written: give it the default null."
                : $"{name} is never null: make it a required member of the constructor, so that its absence is a fault.";
        }

        foreach (var violation in InType(form, member.PropertyType, name, around))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> InType(Type form, Type type, string name, IReadOnlyList<Type> around)
    {
        var held = StoredForms.WithoutNull(type);
        return StoredForms.ShapeOf(form, held) switch
        {
            StoredShape.Value => [],
            StoredShape.List or StoredShape.Map => InType(form, StoredForms.ElementOf(held), name, around),
            StoredShape.Part => InPart(form, held, around),
            _ =>
            [
                $"{name} is a {held.Name}: keep numbers, flags, texts, ids, dates, collections of these and records of the form alone; "
                + "map an enumeration to words (StoredWords).",
            ],
        };
    }

    private static IEnumerable<string> AttributesOf(MemberInfo declared) => declared.GetCustomAttributesData()
        .Select(attribute => attribute.AttributeType)
        .Where(attribute => attribute.IsAssignableTo(typeof(JsonAttribute)) && attribute != typeof(JsonPropertyNameAttribute))
        .Select(attribute => attribute.Name[..^nameof(Attribute).Length]);
}
