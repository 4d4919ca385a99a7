using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Partners;

public enum ApiKeyKind
{
    /// <summary>Lives in a browser, bound to its origins: it may write, not read back.</summary>
    Publishable,

    /// <summary>Lives on a partner's server.</summary>
    Secret,
}

/// <summary>What lets a site's form or a partner's server call the service.</summary>
public sealed class ApiKey : AggregateRoot
{
    /// <summary>What a key may create in a day when nothing else was agreed: what it creates tells about phone numbers, so no key is without a limit.</summary>
    public const int UsualDailyQuota = 5_000;

    private ApiKey(ApiKeyId id, ApiKeyKind kind, string name, string secretHash, DateTimeOffset createdAt)
    {
        Id = id;
        Kind = kind;
        Name = name;
        SecretHash = secretHash;
        CreatedAt = createdAt;
        PartnerId = PartnerId.From(id.Value);
    }

    public ApiKeyId Id { get; private set; }

    public ApiKeyKind Kind { get; private set; }

    /// <summary>The partner or site, as the extranet is told it.</summary>
    public string Name { get; private set; }

    public string SecretHash { get; private set; }

    /// <summary>
    /// The id of the first key of this holder: it stays through rotations, so that what they created, their quota and their limits stay theirs.
    /// </summary>
    public PartnerId PartnerId { get; private set; }

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>The web origins a publishable key may be used from (<c>https://www.example.fr</c>); empty for a secret key.</summary>
    public IReadOnlyList<string> Origins { get; private set; } = [];

    /// <summary>Things the key may create in a day, as agreed with its holder; null for <see cref="UsualDailyQuota"/>.</summary>
    public int? DailyQuota { get; private set; }

    /// <summary>Things the key may create in a day, whether it was agreed or not.</summary>
    public int AppliedDailyQuota => DailyQuota ?? UsualDailyQuota;

    /// <summary>The part of the call backs of a day that a secret key may hold when nothing else was agreed.</summary>
    public const double UsualDayShare = 0.25;

    /// <summary>
    /// The part of the call backs of a day that a secret key may hold, in percent, as agreed with its holder; null for <see cref="UsualDayShare"/>.
    /// </summary>
    public int? DaySharePercent { get; private set; }

    /// <summary>The part of the call backs of a day that the key may hold, from 0 to 1, whether it was agreed or not.</summary>
    public double AppliedDayShare => DaySharePercent / 100.0 ?? UsualDayShare;

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From when on the key is refused: at once when revoked, after an overlap when rotated.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The key that this one replaces, after a rotation.</summary>
    public ApiKeyId? Replaces { get; private set; }

    public static ApiKey Issue(
        ApiKeyId id, ApiKeyKind kind, string name, string secretHash, IReadOnlyList<string> scopes, IReadOnlyList<string> origins, int? dailyQuota,
        int? daySharePercent, DateTimeOffset now) =>
        new(id, kind, name, secretHash, now) { Scopes = scopes, Origins = origins, DailyQuota = dailyQuota, DaySharePercent = daySharePercent };

    /// <summary>A new key with the same rights; this one still works until <paramref name="overlapEnd"/>.</summary>
    public Result<ApiKey> Rotate(ApiKeyId id, string secretHash, DateTimeOffset now, DateTimeOffset overlapEnd)
    {
        if (RevokedAt is not null)
        {
            return ApiKeyErrors.Revoked;
        }

        RevokedAt = overlapEnd;
        return new ApiKey(id, Kind, Name, secretHash, now)
        {
            Scopes = Scopes,
            Origins = Origins,
            DailyQuota = DailyQuota,
            DaySharePercent = DaySharePercent,
            Replaces = Id,
            PartnerId = PartnerId,
        };
    }

    /// <summary>Ends the key at once, also one that is in its overlap.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt = RevokedAt is { } earlier && earlier < now ? earlier : now;

    public bool IsActiveAt(DateTimeOffset instant) => RevokedAt is null || instant < RevokedAt;
}
