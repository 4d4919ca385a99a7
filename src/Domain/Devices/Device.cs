using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Devices;

public enum DeviceApp
{
    Tis,
    Jeanne,
}

public enum DevicePlatform
{
    Ios,
    Android,
    Web,
}

/// <summary>An anonymous account: an installed app, and nothing about who holds it.</summary>
public sealed class Device : AggregateRoot
{
    private Device(DeviceId id, DeviceApp app, DevicePlatform platform, DateTimeOffset createdAt)
    {
        Id = id;
        App = app;
        Platform = platform;
        CreatedAt = createdAt;
        LastSeenAt = createdAt;
    }

    public DeviceId Id { get; private set; }

    public DeviceApp App { get; private set; }

    public DevicePlatform Platform { get; private set; }

    /// <summary>BCP 47, such as <c>fr-FR</c>.</summary>
    public string Locale { get; private set; } = null!;

    /// <summary>IANA id, such as <c>Indian/Reunion</c>.</summary>
    public string TimeZone { get; private set; } = null!;

    /// <summary>The address of pushes; sealed, since it identifies a phone.</summary>
    public SealedText? PushToken { get; private set; }

    /// <summary>Null where the person wants none.</summary>
    public QuietHours? QuietHours { get; private set; } = QuietHours.Default;

    /// <summary>The person's own ceiling, across all senders.</summary>
    public int MaxMessagesPerDay { get; private set; } = MessageCeiling.Default.PerDay;

    /// <summary>The person's day on which <see cref="PushedCount"/> was counted.</summary>
    public DateOnly? PushedOn { get; private set; }

    /// <summary>How many messages that count towards <see cref="MaxMessagesPerDay"/> were pushed on <see cref="PushedOn"/>.</summary>
    public int PushedCount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Keyed hash of the network address it was registered from; null once that no longer counts, or where none was known.</summary>
    public string? AddressHash { get; private set; }

    /// <summary>Whether the app that registered it was vouched for: it then does not count towards the allowance of its address.</summary>
    public bool IsProven { get; private set; }

    /// <summary>When the app last renewed its tokens; <see cref="CreatedAt"/> for as long as it never did.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>Before this nothing is erased for want of use, as the person was told; null where they were not told since they were last seen.</summary>
    public DateTimeOffset? ErasureDueAt { get; private set; }

    /// <summary>Set when a stolen refresh token was noticed: no token of this device is valid any more.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    public static Device Register(
        DeviceId id, DeviceApp app, DevicePlatform platform, Locale locale, PersonTimeZone timeZone, SealedText? pushToken, DateTimeOffset now) =>
        new(id, app, platform, now) { Locale = locale.Tag, TimeZone = timeZone.Id, PushToken = pushToken };

    /// <summary>Notes where a new device comes from.</summary>
    /// <param name="addressHash">Keyed hash of its network address; null where none is known.</param>
    /// <param name="isProven">Whether the app was vouched for.</param>
    public void ComesFrom(string? addressHash, bool isProven) => (AddressHash, IsProven) = (addressHash, isProven);

    public void Speak(Locale locale) => Locale = locale.Tag;

    public void MoveTo(PersonTimeZone timeZone)
    {
        if (timeZone.Id != TimeZone)
        {
            TimeZone = timeZone.Id;
            Raise(new DeviceMoved(Id));
        }
    }

    /// <summary>Null forgets the address: nothing is pushed any more.</summary>
    public void ReachThrough(SealedText? pushToken) => PushToken = pushToken;

    public void KeepQuietDuring(QuietHours? quietHours) => QuietHours = quietHours;

    public void LimitMessagesTo(MessageCeiling perDay) => MaxMessagesPerDay = perDay.PerDay;

    /// <summary>Spares the device an erasure that was announced.</summary>
    public void MarkSeen(DateTimeOffset now)
    {
        LastSeenAt = now;
        if (ErasureDueAt is not null)
        {
            ErasureDueAt = null;
            Raise(new DeviceCameBack(Id));
        }
    }

    /// <summary>Tells the person, once for each absence, that all that is theirs will be erased if they do not come back.</summary>
    /// <param name="inactivity">How long a device is kept after it was last seen.</param>
    /// <param name="notice">The shortest time between being told and being erased, however long the device was away already.</param>
    /// <param name="now">The present instant.</param>
    public void AnnounceErasure(TimeSpan inactivity, TimeSpan notice, DateTimeOffset now)
    {
        if (ErasureDueAt is not null)
        {
            return;
        }

        var (asKept, asTold) = (LastSeenAt + inactivity, now + notice);
        ErasureDueAt = asKept > asTold ? asKept : asTold;
        Raise(new DeviceErasureAnnounced(this, ErasureDueAt.Value));
    }

    /// <summary>Whether the device has been away for long enough, and its person told for long enough.</summary>
    public bool MayBeErased(TimeSpan inactivity, DateTimeOffset now) => ErasureDueAt <= now && LastSeenAt <= now - inactivity;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
