using System.Xml.Linq;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>What others build on says what it is for.</summary>
internal static class DocumentationRule
{
    /// <param name="types">Types that others build on.</param>
    /// <param name="documentation">The XML documentation files of their assemblies.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> types, IEnumerable<XDocument> documentation)
    {
        var documented = documentation.SelectMany(document => document.Descendants("member")).Select(member => member.Attribute("name")!.Value).ToHashSet();
        return [.. types.Where(type => type.IsPublic && !documented.Contains($"T:{type.FullName}")).Select(type =>
            $"{type.FullName} has no XML doc comment: say in a sentence what it is for, with units, errors or the source of a rule where there are any.")];
    }
}
