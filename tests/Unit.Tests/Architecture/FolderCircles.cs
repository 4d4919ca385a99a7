namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>
/// Folders use each other one way only: what two of them need of each other belongs into one of them, or into a third. A folder and its parent are
/// two.
/// </summary>
internal static class FolderCircles
{
    /// <summary>The shortest circle of each knot of namespaces that use each other, with the types that close it.</summary>
    /// <param name="types">The types of one project, whose namespaces are its folders.</param>
    public static IReadOnlyList<string> Violations(IReadOnlyCollection<Type> types)
    {
        var uses = Graph(types);
        var violations = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var circle in uses.Keys.Select(folder => ShortestFrom(folder, uses)).OfType<List<string>>()
            .OrderBy(circle => circle.Count).ThenBy(circle => circle[0], StringComparer.Ordinal))
        {
            if (circle.Exists(seen.Contains))
            {
                // Shares a folder with a shorter one: once that is open, this one is named if it still closes.
                continue;
            }

            seen.UnionWith(circle);
            var steps = circle.Zip([.. circle.Skip(1), circle[0]], (from, to) => $"{from} uses {to} ({uses[from][to]})");
            violations.Add($"{string.Join("; ", steps)}: move a type to where it is used, or what both use into a folder that knows neither.");
        }

        return violations;
    }

    private static SortedDictionary<string, SortedDictionary<string, string>> Graph(IReadOnlyCollection<Type> types)
    {
        var own = types.ToHashSet();
        var graph = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var type in types.Where(type => type.Namespace is not null).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (!graph.TryGetValue(type.Namespace!, out var used))
            {
                graph.Add(type.Namespace!, used = new SortedDictionary<string, string>(StringComparer.Ordinal));
            }

            foreach (var other in Uses.Of(type).Types.Select(Outermost).Where(other => other.Namespace != type.Namespace && own.Contains(other)))
            {
                used.TryAdd(other.Namespace!, $"{type.Name} names {other.Name}");
            }
        }

        return graph;
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The shortest way from a folder back to it, without the return; null where there is none.</summary>
    private static List<string>? ShortestFrom(string start, SortedDictionary<string, SortedDictionary<string, string>> uses)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var folder))
        {
            foreach (var used in uses[folder].Keys)
            {
                if (used == start)
                {
                    var circle = new List<string> { folder };
                    while (circle[0] != start)
                    {
                        circle.Insert(0, cameFrom[circle[0]]);
                    }

                    return circle;
                }

                if (cameFrom.TryAdd(used, folder))
                {
                    next.Enqueue(used);
                }
            }
        }

        return null;
    }
}
