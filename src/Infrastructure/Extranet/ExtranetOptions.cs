namespace MobileBackend.Infrastructure.Extranet;

/// <summary>Settings under <c>Extranet</c>.</summary>
internal sealed class ExtranetOptions
{
    /// <summary>Where call backs go; none means that they wait in the outbox.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>A fixed bearer token; otherwise one is asked of <see cref="TokenEndpoint"/>.</summary>
    public string? AccessToken { get; init; }

    /// <summary>OAuth 2 client credentials (RFC 6749, section 4.4).</summary>
    public Uri? TokenEndpoint { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Longest wait for an answer, the token included. Well under the outbox's lease.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the addresses and the token can be used at all; checked at start.</summary>
    public bool IsUsable => IsHttp(BaseUrl) && IsHttp(TokenEndpoint) && AccessToken?.Any(char.IsControl) != true;

    private static bool IsHttp(Uri? address) =>
        address is null || (address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));
}
