using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Common.Ports;

/// <summary>Tells a person something in their app's inbox, within the running transaction.</summary>
public interface IInbox
{
    void Tell(Guid deviceId, InboxTopic topic, Guid subjectId, string title, string body);
}
