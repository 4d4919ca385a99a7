using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>Who may call what, as the running service has it.</summary>
internal static class EndpointPolicies
{
    public const string Anonymous = "anonymous";

    /// <summary>What stands where a policy is missing; never in the committed list.</summary>
    public const string None = "(none)";

    /// <summary>A line "METHOD route policy" for each method of each endpoint, in order.</summary>
    public static IReadOnlyList<string> Describe(IEnumerable<Endpoint> endpoints) =>
        [.. endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => Methods(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')} {Policy(endpoint)}"))
            .Distinct().OrderBy(line => line.Split(' ')[1], StringComparer.Ordinal).ThenBy(line => line, StringComparer.Ordinal)];

    /// <summary>Endpoints without a policy, and what differs from the committed list, as lines to add and to take out.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyCollection<string> actual, IReadOnlyCollection<string> committed) =>
    [
        .. actual.Where(line => line.EndsWith($" {None}", StringComparison.Ordinal))
            .Select(line => $"{line[..^(None.Length + 1)]} has no policy: give it [Authorize(Policies.X)] or [AllowAnonymous]."),
        .. actual.Except(committed).Where(line => !line.EndsWith($" {None}", StringComparison.Ordinal)).Select(line => $"+{line}"),
        .. committed.Except(actual).Select(line => $"-{line}"),
    ];

    /// <summary>Reads the committed list; lines that begin with # are remarks.</summary>
    public static IReadOnlyList<string> Read(string file) => [.. File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#')];

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"];

    private static string Policy(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return Anonymous;
        }

        // [Authorize] alone says only that somebody is known: it is no policy.
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().Distinct().ToList();
        return policies.Count == 0 ? None : string.Join('+', policies);
    }
}
