using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using MobileBackend.Api.Security;

namespace MobileBackend.Api.OpenApi;

/// <summary>How callers prove who they are, and which of these ways each policy takes.</summary>
internal static class SecuritySchemes
{
    private const string Device = "deviceToken";
    private const string ApiKey = "apiKey";
    private const string FollowUp = "followUpToken";
    private const string Staff = "staffToken";

    private static readonly Dictionary<string, string[]> ByPolicy = new()
    {
        [Policies.Device] = [Device],
        [Policies.CallbackWriter] = [Device, ApiKey],
        [Policies.CallbackOwner] = [Device, ApiKey, FollowUp],
        [Policies.FollowUp] = [FollowUp],
        [Policies.Extranet] = [Staff],
        [Policies.Administrator] = [Staff],
        [Policies.ContentEditor] = [Staff],
        [Policies.Supervisor] = [Staff],
        [Policies.Supervision] = [Staff],
    };

    public static IReadOnlyDictionary<string, OpenApiSecurityScheme> All { get; } = new SortedDictionary<string, OpenApiSecurityScheme>(StringComparer.Ordinal)
    {
        [Device] = Bearer("Access token of an app's anonymous account (`POST /api/v1/devices`), 15 minutes."),
        [Staff] = Bearer("OpenID Connect access token from Microsoft Entra ID, with an app role (staff) or the role `extranet`."),
        [ApiKey] = Header("X-Api-Key", "Key of a site: `pk_…` publishable, bound to its origins, or `sk_…` secret, for servers."),
        [FollowUp] = Header("X-Follow-Up-Token", "Given once with what was created through a key; enough to read, change, export or erase that one thing."),
    };

    /// <summary>The ways in, any of which is enough; none where the endpoint is public.</summary>
    /// <exception cref="InvalidOperationException">A policy is not in the table above.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<object> endpointMetadata)
    {
        var metadata = endpointMetadata.ToList();
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return [];
        }

        var policy = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy
            ?? throw new InvalidOperationException("An endpoint names no policy and is not public.");
        return ByPolicy.TryGetValue(policy, out var schemes) ? schemes : throw new InvalidOperationException($"The policy '{policy}' has no security scheme.");
    }

    private static OpenApiSecurityScheme Bearer(string description) =>
        new() { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = description };

    private static OpenApiSecurityScheme Header(string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = name, Description = description };
}
