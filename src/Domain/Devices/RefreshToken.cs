using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Devices;

public readonly record struct RefreshTokenId(Guid Value) : ITypedId<RefreshTokenId>
{
    public static RefreshTokenId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>
/// A refresh token, which is good for one use: it is then spent and has one successor. A spent token that comes back is either a
/// client whose answer got lost, told apart by its Idempotency-Key within <see cref="Grace"/>, or a theft.
/// </summary>
public sealed class RefreshToken : AggregateRoot
{
    private RefreshToken(
        RefreshTokenId id, DeviceId deviceId, string secretHash, DateTimeOffset issuedAt, DateTimeOffset expiresAt, DateTimeOffset familyExpiresAt)
    {
        Id = id;
        DeviceId = deviceId;
        SecretHash = secretHash;
        IssuedAt = issuedAt;
        ExpiresAt = expiresAt;
        FamilyExpiresAt = familyExpiresAt;
    }

    /// <summary>How long a lost answer can be asked for again.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(30);

    /// <summary>An app that is opened now and then stays signed in.</summary>
    public static TimeSpan SlidingLifetime { get; } = TimeSpan.FromDays(90);

    /// <summary>Whatever happens, a family of tokens ends here.</summary>
    public static TimeSpan AbsoluteLifetime { get; } = TimeSpan.FromDays(400);

    public RefreshTokenId Id { get; private set; }

    public DeviceId DeviceId { get; private set; }

    /// <summary>SHA-256 of the secret.</summary>
    public string SecretHash { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset FamilyExpiresAt { get; private set; }

    public DateTimeOffset? SpentAt { get; private set; }

    /// <summary>SHA-256 of the Idempotency-Key that it was spent with, if there was one.</summary>
    public string? SpentKeyHash { get; private set; }

    /// <summary>The answer it was spent for, sealed, so that it can be given again within <see cref="Grace"/>.</summary>
    public SealedText? Answer { get; private set; }

    /// <summary>The first token of a family.</summary>
    public static RefreshToken Issue(RefreshTokenId id, DeviceId deviceId, string secretHash, DateTimeOffset now) =>
        new(id, deviceId, secretHash, now, now + SlidingLifetime, now + AbsoluteLifetime);

    /// <summary>The token that takes this one's place.</summary>
    public RefreshToken Succeed(RefreshTokenId id, string secretHash, DateTimeOffset now)
    {
        var expiresAt = now + SlidingLifetime;
        return new(id, DeviceId, secretHash, now, expiresAt < FamilyExpiresAt ? expiresAt : FamilyExpiresAt, FamilyExpiresAt);
    }

    public bool IsExpiredAt(DateTimeOffset instant) => instant >= ExpiresAt;

    public void Spend(string? keyHash, SealedText? answer, DateTimeOffset now)
    {
        SpentAt = now;
        SpentKeyHash = keyHash;
        Answer = answer;
    }

    /// <summary>Whether this spent token, coming back with <paramref name="keyHash"/>, is a client that never got its answer.</summary>
    public bool MayRepeatAnswer(string? keyHash, DateTimeOffset now) =>
        SpentAt is { } spentAt && Answer is not null && keyHash is not null
        && string.Equals(SpentKeyHash, keyHash, StringComparison.Ordinal) && (now - spentAt).Duration() <= Grace;
}
