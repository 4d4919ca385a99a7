using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

internal static class InboxOwnership
{
    /// <summary>What the calling device's person has been told by now; what is planned is nobody's business yet. The one place that decides it.</summary>
    public static IQueryable<InboxMessage> ToldTo(this IQueryable<InboxMessage> messages, Caller caller, DateTimeOffset now) =>
        caller.DeviceId is { } deviceId ? messages.Where(message => message.DeviceId == deviceId && message.ToldAt <= now) : messages.Where(_ => false);
}
