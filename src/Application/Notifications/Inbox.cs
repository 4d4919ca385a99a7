using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

/// <summary>Title and body of a message, in clear.</summary>
internal sealed record InboxText(string Title, string Body)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(message)";
}

internal sealed class Inbox(IAppDbContext database, IPersonalDataSealer sealer, TimeProvider time) : IInbox
{
    public void Tell(Guid deviceId, InboxTopic topic, Guid subjectId, string title, string body)
    {
        var now = time.GetUtcNow();
        var id = InboxMessageId.From(Guid.CreateVersion7(now));
        database.InboxMessages.Add(InboxMessage.Write(id, deviceId, topic, subjectId, sealer.Seal(id, new InboxText(title, body)), now));
    }
}

internal static class InboxSealing
{
    private const string Column = "inbox_messages:content";

    public static SealedText Seal(this IPersonalDataSealer sealer, InboxMessageId id, InboxText text) => sealer.SealJson(Column, id.Value, text);

    public static InboxText OpenText(this IPersonalDataSealer sealer, InboxMessage message) =>
        sealer.OpenJson<InboxText>(Column, message.Id.Value, message.Content);
}
