using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Notifications;

public readonly record struct InboxMessageId(Guid Value) : ITypedId<InboxMessageId>
{
    public static bool operator <(InboxMessageId left, InboxMessageId right) => left.Value < right.Value;

    public static bool operator >(InboxMessageId left, InboxMessageId right) => left.Value > right.Value;

    public static InboxMessageId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a message is about, so that an app can lead to the right screen.</summary>
public enum InboxTopic
{
    Callback,
}

/// <summary>Something the person was told, in full text, kept in the app's inbox whether it was pushed or not.</summary>
public sealed class InboxMessage : AggregateRoot
{
    private InboxMessage(InboxMessageId id, Guid deviceId, InboxTopic topic, Guid subjectId, SealedText content, DateTimeOffset createdAt)
    {
        Id = id;
        DeviceId = deviceId;
        Topic = topic;
        SubjectId = subjectId;
        Content = content;
        CreatedAt = createdAt;
    }

    public InboxMessageId Id { get; private set; }

    public Guid DeviceId { get; private set; }

    public InboxTopic Topic { get; private set; }

    /// <summary>The id of what the message is about, such as a call-back request.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Title and body, sealed: what people are told about their health is health data.</summary>
    public SealedText Content { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    public static InboxMessage Write(InboxMessageId id, Guid deviceId, InboxTopic topic, Guid subjectId, SealedText content, DateTimeOffset now) =>
        new(id, deviceId, topic, subjectId, content, now);

    /// <summary>Reading twice keeps the first instant.</summary>
    public void MarkRead(DateTimeOffset now) => ReadAt ??= now;
}
