using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

/// <summary>A message of the inbox, to the person who got it.</summary>
/// <param name="Message">As they see it.</param>
/// <param name="Pushes">What was announced of it on the phone, or will be.</param>
internal sealed record MessageExport(MessageContentExport Message, IReadOnlyList<PushExport> Pushes)
{
    public static MessageExport From(InboxMessage message, InboxText text, IEnumerable<Push> pushes) =>
        new(MessageContentExport.From(message, text), [.. pushes.Select(push => PushExport.From(push, text))]);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(MessageExport);
}

/// <param name="Id">Of the message.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="SubjectId">The id of what it is about.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">The full text.</param>
/// <param name="ToldAt">From when it has been in the inbox.</param>
/// <param name="DeliveredAt">When the phone got its notification, as the app reported it.</param>
/// <param name="ReadAt">When it was first read.</param>
/// <param name="DismissedAt">When its notification was swiped away.</param>
internal sealed record MessageContentExport(
    Guid Id,
    string Topic,
    Guid SubjectId,
    string Title,
    string Body,
    DateTimeOffset ToldAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? ReadAt,
    DateTimeOffset? DismissedAt)
{
    public static MessageContentExport From(InboxMessage message, InboxText text) => new(
        message.Id.Value,
        Word(message.Topic),
        message.SubjectId,
        text.Title,
        text.Body,
        message.ToldAt,
        message.DeliveredAt,
        message.ReadAt,
        message.DismissedAt);

    private static string Word(InboxTopic topic) => topic switch
    {
        InboxTopic.Callback => "callback",
        InboxTopic.Coaching => "coaching",
        InboxTopic.Account => "account",
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, message: null),
    };
}

/// <param name="PushTitle">What shows on the locked screen.</param>
/// <param name="PushBody">What shows below it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DueAt">Not sent before this.</param>
/// <param name="ExpiresAt">Dropped from then on.</param>
/// <param name="EndedAt">When it was sent or given up.</param>
internal sealed record PushExport(
    string? PushTitle, string? PushBody, string Status, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt)
{
    public static PushExport From(Push push, InboxText text) =>
        new(text.PushTitle, text.PushBody, Word(push.Status), push.DueAt, push.ExpiresAt, push.EndedAt);

    private static string Word(PushStatus status) => status switch
    {
        PushStatus.Planned => "planned",
        PushStatus.Sent => "sent",
        PushStatus.Failed => "failed",
        PushStatus.Expired => "expired",
        PushStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, message: null),
    };
}
