using System.Text.RegularExpressions;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>A line of feature-dependencies.txt: what one feature may use of another, and why.</summary>
/// <param name="From">Such as <c>Application.CallbackRequests</c>.</param>
/// <param name="To">The same, or <c>Domain.*</c> for every feature of a layer.</param>
/// <param name="Reason">Why it may.</param>
internal sealed record FeatureDependency(string From, string To, string Reason)
{
    public bool Allows(string from, string to) =>
        from == From && (to == To || (To.EndsWith(".*", StringComparison.Ordinal) && to.StartsWith(To[..^1], StringComparison.Ordinal)));
}

/// <summary>Features keep to themselves: what two of them share is in Common, or on the list with its reason.</summary>
internal static partial class FeatureIsolation
{
    private const string Common = "Common";

    /// <summary>The feature a namespace belongs to, as layer and name (<c>Domain.HelpLines</c>); null outside the layers that have features.</summary>
    public static string? FeatureOf(string root, string? @namespace)
    {
        var match = FeatureNamespace().Match(@namespace ?? string.Empty);
        return match.Success && match.Groups["root"].Value == root ? $"{match.Groups["layer"].Value}.{match.Groups["name"].Value}" : null;
    }

    public static IReadOnlyList<string> Violations(string root, IEnumerable<Type> types, IReadOnlyCollection<FeatureDependency> allowed)
    {
        var used = new HashSet<FeatureDependency>();
        var violations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (FeatureOf(root, type.Namespace) is not { } from)
            {
                continue;
            }

            foreach (var other in Uses.Of(type).Types)
            {
                if (FeatureOf(root, other.Namespace) is not { } to || NameOf(to) == NameOf(from) || NameOf(to) == Common)
                {
                    continue;
                }

                if (allowed.FirstOrDefault(dependency => dependency.Allows(from, to)) is { } dependency)
                {
                    used.Add(dependency);
                }
                else
                {
                    violations.Add(
                        $"{type.FullName} uses {other.FullName}: react to a domain event, share it in Common, "
                            + $"or add \"{from} | {to} | why\" to feature-dependencies.txt.");
                }
            }
        }

        return [.. violations, .. allowed.Except(used)
            .Select(stale => $"{stale.From} no longer uses {stale.To}: take the line out of feature-dependencies.txt.")];
    }

    /// <summary>Reads lines of "from | to | reason"; lines that begin with # are remarks.</summary>
    public static IReadOnlyList<FeatureDependency> ReadAllowed(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(fields => new FeatureDependency(fields[0], fields[1], fields[2]))];

    private static string NameOf(string feature) => feature[(feature.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"^(?<root>\w+)\.(?<layer>Domain|Application|Api\.V\d+)\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FeatureNamespace();
}
