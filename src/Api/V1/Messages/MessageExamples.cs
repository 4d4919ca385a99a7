using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Notifications;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Api.V1.Messages;

internal sealed class MessageExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new InboxMessageResponse(
            Guid.Parse("019ab0f3-7d00-7e10-9b20-1c2d3e4f5061"), InboxTopic.Callback, Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f"),
            "Votre rappel est prévu", "Un conseiller vous appellera le mardi 24 novembre entre 10 h et 10 h 30.",
            new DateTimeOffset(2026, 11, 23, 8, 0, 2, TimeSpan.Zero), DeliveredAt: new DateTimeOffset(2026, 11, 23, 8, 0, 4, TimeSpan.Zero), ReadAt: null,
            DismissedAt: null),
        new MessageEventBody { Event = MessageEvent.Opened, OccurredAt = new DateTimeOffset(2026, 11, 23, 8, 5, 0, TimeSpan.Zero) },
    ];
}
