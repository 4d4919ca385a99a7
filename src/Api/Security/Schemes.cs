using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Api.Security;

/// <summary>The authentication schemes, and which of them a request is for.</summary>
internal static class Schemes
{
    /// <summary>Looks at the request and passes it on to one of the others.</summary>
    public const string ByCredential = "ByCredential";

    public const string Device = "Device";

    /// <summary>Tokens of `dotnet user-jwts`, in Development only; the name is what the tool is given.</summary>
    public const string Staff = "Staff";

    /// <summary>Tokens of Microsoft Entra ID.</summary>
    public const string StaffDirectory = "StaffDirectory";

    public const string ApiKey = "ApiKey";
    public const string FollowUp = "FollowUp";

    /// <summary>Looks at no credential.</summary>
    public const string Nobody = "Nobody";

    public const string ApiKeyHeader = "X-Api-Key";
    public const string FollowUpHeader = "X-Follow-Up-Token";

    private const string Bearer = "Bearer ";

    /// <summary>
    /// One credential counts: the narrowest. A follow-up token opens one thing and is enough alone, so that a form may send its
    /// publishable key along with it.
    /// </summary>
    public static string Select(HttpRequest request, StaffTokens staff)
    {
        // Who reads what is public is not asked: apps send their token with everything, and the numbers of help lines are to be read
        // while the database that knows the token is away.
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return Nobody;
        }

        // What is created is created by a device or a key: a token beside it only shows which call back its sender knows of.
        if (request.Headers.ContainsKey(FollowUpHeader) && !IsBesideAnother(request))
        {
            return FollowUp;
        }

        return BearerToken(request) is { } token ? staff.SchemeFor(IssuerOf(token)) : request.Headers.ContainsKey(ApiKeyHeader) ? ApiKey : Device;
    }

    private static bool IsBesideAnother(HttpRequest request) =>
        request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<FollowUpBesideAttribute>() is not null
        && (BearerToken(request) is not null || request.Headers.ContainsKey(ApiKeyHeader));

    public static string? BearerToken(HttpRequest request) =>
        request.Headers[HeaderNames.Authorization].ToString() is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : null;

    /// <summary>Read before anything is verified: it only chooses who will verify.</summary>
    private static string? IssuerOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or Microsoft.IdentityModel.Tokens.SecurityTokenException)
        {
            return IDeviceTokens.Issuer;
        }
    }
}
