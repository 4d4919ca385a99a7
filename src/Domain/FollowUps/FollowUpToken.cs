using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.FollowUps;

public readonly record struct FollowUpTokenId(Guid Value) : ITypedId<FollowUpTokenId>
{
    public static FollowUpTokenId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What kind of thing a follow-up token opens.</summary>
public enum FollowUpSubject
{
    CallbackRequest,
}

/// <summary>Lets a person without a device come back to the one thing they created through a site's form.</summary>
public sealed class FollowUpToken : AggregateRoot
{
    private FollowUpToken(FollowUpTokenId id, string secretHash, FollowUpSubject subject, Guid subjectId, DateTimeOffset createdAt)
    {
        Id = id;
        SecretHash = secretHash;
        Subject = subject;
        SubjectId = subjectId;
        CreatedAt = createdAt;
    }

    public FollowUpTokenId Id { get; private set; }

    /// <summary>SHA-256 of the secret, lower-case hexadecimal. The token itself is shown once and not kept.</summary>
    public string SecretHash { get; private set; }

    public FollowUpSubject Subject { get; private set; }

    /// <summary>Of which kind it is says <see cref="Subject"/>, so it is no typed id.</summary>
    public Guid SubjectId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Set when the subject closes; until then the token lives.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public static FollowUpToken Issue(FollowUpTokenId id, string secretHash, FollowUpSubject subject, Guid subjectId, DateTimeOffset now) =>
        new(id, secretHash, subject, subjectId, now);

    public void ExpireAt(DateTimeOffset instant) => ExpiresAt = instant;

    public bool IsAliveAt(DateTimeOffset instant) => ExpiresAt is null || instant < ExpiresAt;
}
