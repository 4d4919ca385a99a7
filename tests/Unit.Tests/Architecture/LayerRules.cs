using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>Which layer knows which.</summary>
internal static class LayerRules
{
    private static readonly Dictionary<string, string?> MayReference = new(StringComparer.Ordinal)
    {
        ["Domain"] = null,
        ["Application"] = "Domain",
        ["Infrastructure"] = "Application",
        ["Api"] = "Infrastructure",
    };

    /// <summary>Beginnings of the names of packages and namespaces that know of requests and answers.</summary>
    private static readonly string[] OfHttp = ["Microsoft.AspNetCore", "Asp.Versioning"];

    /// <summary>What a layer's project file may not ask for.</summary>
    public static IReadOnlyList<string> ProjectViolations(string layer, XDocument project)
    {
        var violations = new List<string>();
        foreach (var reference in project.Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference" or "Reference"))
        {
            var kind = reference.Name.LocalName;
            var name = reference.Attribute("Include")?.Value ?? string.Empty;
            if (kind == "ProjectReference" && Path.GetFileNameWithoutExtension(name.Replace('\\', '/')) != MayReference[layer])
            {
                violations.Add(
                    $"{layer} references the project {name}: it may reference {MayReference[layer] ?? "none"}. "
                        + $"Turn the dependency round with a port in Application/Common/Ports.");
            }
            else if (kind != "ProjectReference" && layer == "Domain")
            {
                violations.Add($"Domain references {name}: it lives on the base class library alone. Put what needs a package behind a port.");
            }
            else if (layer == "Application" && Array.Exists(OfHttp, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                violations.Add($"Application references {name}: HTTP ends in Api. Hand the use case plain values.");
            }
        }

        return violations;
    }

    /// <summary>What the types of a layer may not use.</summary>
    /// <param name="root">First segment of the namespaces.</param>
    /// <param name="types">Types of any layer.</param>
    public static IReadOnlyList<string> UseViolations(string root, IEnumerable<Type> types) =>
        [.. types.SelectMany(type => UseViolations(root, type)).Order(StringComparer.Ordinal)];

    /// <summary>Public types of Infrastructure that are not on the list of its entries.</summary>
    public static IReadOnlyList<string> PublicViolations(IEnumerable<Type> types, IReadOnlyCollection<string> entries) =>
        [.. types.Where(type => type.IsPublic && !entries.Contains(type.FullName))
            .Select(type => $"{type.FullName} is public: make it internal, and reach it through a port. AddInfrastructure is the one entry.")];

    private static IEnumerable<string> UseViolations(string root, Type type)
    {
        var uses = Uses.Of(type).Types;
        bool In(string @namespace) => Below(type.Namespace, $"{root}.{@namespace}");
        IEnumerable<string> Using(string @namespace, string advice) => uses
            .Where(used => Below(used.Namespace, @namespace)).Select(used => $"{type.FullName} uses {used.FullName}: {advice}");

        IEnumerable<string> violations = [];
        if (In("Domain"))
        {
            violations = uses.Where(used => !Below(used.Namespace, "System") && !Below(used.Namespace, $"{root}.Domain"))
                // Attributes that the compiler embeds have neither namespace nor author.
                .Where(used => used.Namespace is not null && !Below(used.Namespace, "Microsoft.CodeAnalysis"))
                .Select(used => $"{type.FullName} uses {used.FullName}: Domain knows the base class library and itself.");
        }

        if (In("Application"))
        {
            violations = violations
                .Concat(Using($"{root}.Infrastructure", "Application names what it needs as a port, Infrastructure implements it."))
                .Concat(Using($"{root}.Api", "Application does not know who calls it."))
                .Concat(OfHttp.SelectMany(part => Using(part, "HTTP ends in Api: hand the use case plain values.")));
        }

        if (In("Infrastructure"))
        {
            violations = violations.Concat(Using($"{root}.Api", "Infrastructure does not know the API."));
        }

        if (!In("Application.Common.Messaging") && !In("Application.Common.Behaviours") && type.FullName != $"{root}.Application.DependencyInjection")
        {
            violations = violations.Concat(Using(
                "MediatR", "only Application/Common/Messaging and Behaviours know the mediator. Take ICommand, IQuery, their handlers and IDispatcher."));
        }

        if (type.IsAssignableTo(typeof(ControllerBase)))
        {
            violations = violations
                .Concat(Using("Microsoft.EntityFrameworkCore", "a controller sends a command or a query, and reads no table."))
                .Concat(Using($"{root}.Infrastructure", "a controller sends a command or a query."))
                .Concat(uses.Where(used => used.Name == "IAppDbContext")
                .Select(used => $"{type.FullName} uses {used.FullName}: a controller sends a command or a query, and reads no table."));
        }

        return violations;
    }

    private static bool Below(string? @namespace, string parent) =>
        @namespace is not null && (@namespace == parent || @namespace.StartsWith($"{parent}.", StringComparison.Ordinal));
}
