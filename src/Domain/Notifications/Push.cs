using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Notifications;

public readonly record struct PushId(Guid Value) : ITypedId<PushId>
{
    public static PushId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Where a push stands. All but <see cref="Planned"/> are final.</summary>
public enum PushStatus
{
    /// <summary>To be sent once it is due, or being sent.</summary>
    Planned,

    /// <summary>The push service took it. Whether it arrived, the app reports on the message.</summary>
    Sent,

    /// <summary>The push service will not take it, or could not for too long.</summary>
    Failed,

    /// <summary>Its time was over before it could be sent: late is worse than never.</summary>
    Expired,

    /// <summary>What it announced no longer holds, or there is nobody to send it to.</summary>
    Cancelled,
}

/// <summary>When a push goes, and what it may override.</summary>
/// <param name="DueAt">Not before this.</param>
/// <param name="ExpiresAt">Dropped from then on, never sent late.</param>
/// <param name="CountsTowardsCeiling">False for notices about the person's own call back.</param>
/// <param name="UrgentFrom">From when it no longer waits for the end of quiet hours; null for never.</param>
public sealed record PushTiming(DateTimeOffset DueAt, DateTimeOffset ExpiresAt, bool CountsTowardsCeiling, DateTimeOffset? UrgentFrom);

/// <summary>
/// The announcement of one message on one device. A person with several devices gets one of each message for each device. It holds no
/// text: that is the message's.
/// </summary>
public sealed class Push
{
    private Push(PushId id, InboxMessageId messageId, DeviceId deviceId)
    {
        Id = id;
        MessageId = messageId;
        DeviceId = deviceId;
    }

    public PushId Id { get; private set; }

    public InboxMessageId MessageId { get; private set; }

    public DeviceId DeviceId { get; private set; }

    public PushStatus Status { get; private set; }

    /// <summary>Not before this: as planned, then the end of quiet hours or the next try.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public bool CountsTowardsCeiling { get; private set; }

    public DateTimeOffset? UrgentFrom { get; private set; }

    /// <summary>The person's day that it was counted on, so that a repetition is not counted again.</summary>
    public DateOnly? CountedOn { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>The first try of the present row of failures.</summary>
    public DateTimeOffset? FirstTriedAt { get; private set; }

    /// <summary>When it was sent, failed, expired or was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it failed or waits: a kind of fault, never an answer's text.</summary>
    public string? Fault { get; private set; }

    public static Push Plan(PushId id, InboxMessageId messageId, DeviceId deviceId, PushTiming timing) => new(id, messageId, deviceId)
    {
        DueAt = timing.DueAt,
        ExpiresAt = timing.ExpiresAt,
        CountsTowardsCeiling = timing.CountsTowardsCeiling,
        UrgentFrom = timing.UrgentFrom,
    };
}
