using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

/// <summary>Something the person was told.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="SubjectId">The id of what it is about, such as a call-back request.</param>
/// <param name="Title">One line, in French.</param>
/// <param name="Body">The full text, in French.</param>
/// <param name="ToldAt">From when it has been in the inbox.</param>
/// <param name="DeliveredAt">When the phone got its notification, as the app reported it.</param>
/// <param name="ReadAt">When it was first read.</param>
/// <param name="DismissedAt">When its notification was swiped away.</param>
public sealed record InboxMessageResponse(
    Guid Id,
    InboxTopic Topic,
    Guid SubjectId,
    string Title,
    string Body,
    DateTimeOffset ToldAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? ReadAt,
    DateTimeOffset? DismissedAt)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Topic} {Id}";

    internal static InboxMessageResponse From(InboxMessage message, InboxText text) => new(
        message.Id.Value,
        message.Topic,
        message.SubjectId,
        text.Title,
        text.Body,
        message.ToldAt,
        message.DeliveredAt,
        message.ReadAt,
        message.DismissedAt);
}
