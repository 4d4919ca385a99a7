using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Notifications;

/// <summary>What a message is about, so that an app can lead to the right screen.</summary>
public enum InboxTopic
{
    Callback,

    /// <summary>A programme that the person takes part in; the subject is their enrolment.</summary>
    Coaching,

    /// <summary>The person's own account, which is their device; the subject is its id.</summary>
    Account,
}

/// <summary>What an app reports of a message.</summary>
public enum MessageEvent
{
    /// <summary>The phone has its notification.</summary>
    Delivered,

    /// <summary>The person opened it: the message is read.</summary>
    Opened,

    /// <summary>The person swiped the notification away.</summary>
    Dismissed,
}

/// <summary>Something the person is told, in full text, kept in the app's inbox whether it is pushed or not.</summary>
public sealed class InboxMessage : AggregateRoot
{
    /// <summary>Longest <see cref="Step"/>.</summary>
    public const int LongestStep = 64;

    private InboxMessage(InboxMessageId id, DeviceId deviceId, InboxTopic topic, Guid subjectId, string step, SealedText content, DateTimeOffset toldAt)
    {
        Id = id;
        DeviceId = deviceId;
        Topic = topic;
        SubjectId = subjectId;
        Step = step;
        Content = content;
        ToldAt = toldAt;
    }

    /// <summary>Its time is that of <see cref="ToldAt"/>, so that the order of ids is that of the inbox.</summary>
    public InboxMessageId Id { get; private set; }

    public DeviceId DeviceId { get; private set; }

    public InboxTopic Topic { get; private set; }

    /// <summary>The id of what the message is about, such as a call-back request: of which kind it is says <see cref="Topic"/>, so it is no typed id.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Which message about its subject this is, such as <c>unanswered-1</c>: nobody is told the same step twice.</summary>
    public string Step { get; private set; }

    /// <summary>Title and body, and the push's, sealed: what people are told about their health is health data.</summary>
    public SealedText Content { get; private set; }

    /// <summary>From when it is in the inbox; a planned message is not there before.</summary>
    public DateTimeOffset ToldAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    public DateTimeOffset? DismissedAt { get; private set; }

    public static InboxMessage Write(
        InboxMessageId id, DeviceId deviceId, InboxTopic topic, Guid subjectId, string step, SealedText content, DateTimeOffset toldAt) =>
        new(id, deviceId, topic, subjectId, step, content, toldAt);

    /// <summary>
    /// Notes what became of it; the first report of each kind stays. The clock of a phone may be wrong: nothing happened before the
    /// message was told, nor after it was reported.
    /// </summary>
    public void Report(MessageEvent what, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        var at = occurredAt > now ? now : occurredAt < ToldAt ? ToldAt : occurredAt;
        switch (what)
        {
            case MessageEvent.Delivered:
                DeliveredAt ??= at;
                break;
            case MessageEvent.Opened:
                ReadAt ??= at;
                break;
            case MessageEvent.Dismissed:
                DismissedAt ??= at;
                break;
        }
    }
}
