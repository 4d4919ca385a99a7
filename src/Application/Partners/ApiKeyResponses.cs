using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Application.Partners;

/// <summary>How an API key looks: its kind can be told from its first letters, by people and by secret scanners.</summary>
public static class ApiKeyForm
{
    public const string PublishablePrefix = "pk";
    public const string SecretPrefix = "sk";

    public static string PrefixOf(ApiKeyKind kind) => kind == ApiKeyKind.Publishable ? PublishablePrefix : SecretPrefix;
}

/// <summary>An API key, without its secret.</summary>
/// <param name="Id">Of the key.</param>
/// <param name="Kind">Where it lives.</param>
/// <param name="Name">The partner or site, as the extranet is told it.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="Origins">The web origins a publishable key may be used from.</param>
/// <param name="DailyQuota">Things it may create in a day; 5,000 where it is absent.</param>
/// <param name="DaySharePercent">For a secret key: the part of the call backs of a day that it may hold; 25 where it is absent.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="RevokedAt">From when on it is refused.</param>
/// <param name="Replaces">The key it took over from, after a rotation.</param>
public sealed record ApiKeyResponse(
    Guid Id,
    ApiKeyKind Kind,
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Origins,
    int? DailyQuota,
    int? DaySharePercent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    Guid? Replaces)
{
    internal static ApiKeyResponse From(ApiKey key) => new(
        key.Id.Value,
        key.Kind,
        key.Name,
        key.Scopes,
        key.Origins,
        key.DailyQuota,
        key.DaySharePercent,
        key.CreatedAt,
        key.RevokedAt,
        key.Replaces?.Value);
}

/// <summary>An API key that was just made.</summary>
/// <param name="Id">Of the key.</param>
/// <param name="Key">What goes into <c>X-Api-Key</c>: shown this once, kept as a hash.</param>
/// <param name="ApiKey">The rest of it.</param>
public sealed record IssuedApiKeyResponse(Guid Id, string Key, ApiKeyResponse ApiKey) : ICreated
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(IssuedApiKeyResponse);
}
