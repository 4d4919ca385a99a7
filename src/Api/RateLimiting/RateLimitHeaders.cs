namespace MobileBackend.Api.RateLimiting;

/// <summary>Where a caller reads how much is left (draft-ietf-httpapi-ratelimit-headers).</summary>
internal static class RateLimitHeaders
{
    public const string Policy = "RateLimit-Policy";
    public const string State = "RateLimit";
}
