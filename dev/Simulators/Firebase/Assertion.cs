using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace MobileBackend.Simulators.Firebase;

/// <summary>A refusal of the token endpoint, in Google's words where they are known.</summary>
internal sealed record TokenRefusal(string Error, string Description);

/// <summary>Judges the JWT that a service account signs to ask for an access token (RFC 7523, and Google's rules on top).</summary>
internal static class Assertion
{
    /// <summary>The audience that Google documents; clients that ignore <c>token_uri</c> name it whatever they call.</summary>
    public const string GoogleAudience = "https://oauth2.googleapis.com/token";

    private const string Messaging = "https://www.googleapis.com/auth/firebase.messaging";
    private const string CloudPlatform = "https://www.googleapis.com/auth/cloud-platform";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with it; <see langword="null"/> for one that earns a token.</summary>
    public static TokenRefusal? Check(string assertion, ServiceAccount account, Uri tokenEndpoint, DateTimeOffset now)
    {
        if (assertion.Split('.') is not [var head, var body, var mark]
            || !TryDecode(head, out var header) || !TryDecode(body, out var claims) || !TryDecodeBytes(mark, out var signature))
        {
            return new TokenRefusal("invalid_grant", "Bad Request");
        }

        using (header)
        using (claims)
        {
            if (Text(claims, "iss") != account.ClientEmail)
            {
                return new TokenRefusal("invalid_grant", "Invalid grant: account not found");
            }

            var keyId = Text(header, "kid");
            if (Text(header, "alg") != "RS256" || (keyId is not null && keyId != account.PrivateKeyId)
                || !account.Signed(Encoding.ASCII.GetBytes($"{head}.{body}"), signature))
            {
                return new TokenRefusal("invalid_grant", "Invalid JWT Signature.");
            }

            if (Text(claims, "aud") is not { } audience || (audience != GoogleAudience && audience != tokenEndpoint.ToString()))
            {
                return new TokenRefusal("invalid_grant", $"Invalid JWT: Failed audience check. The right audience is {GoogleAudience}");
            }

            if (!IsTimely(Instant(claims, "iat"), Instant(claims, "exp"), now))
            {
                return new TokenRefusal(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                    + "Check your iat and exp values in the JWT claim.");
            }

            return Text(claims, "scope")?.Split(' ').Any(scope => scope is Messaging or CloudPlatform) == true
                ? null
                : new TokenRefusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
    }

    private static bool IsTimely(DateTimeOffset? issued, DateTimeOffset? ends, DateTimeOffset now) =>
        issued is { } from && ends is { } to && from < to && to - from <= Longest && from <= now + Skew && to > now - Skew;

    private static bool TryDecode(string part, out JsonDocument document)
    {
        document = null!;
        try
        {
            document = TryDecodeBytes(part, out var bytes) ? JsonDocument.Parse(bytes) : null!;
            return document is { RootElement.ValueKind: JsonValueKind.Object };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryDecodeBytes(string part, out byte[] bytes)
    {
        bytes = Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : [];
        return bytes.Length > 0;
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Instant(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
        && seconds is >= 0 and <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
