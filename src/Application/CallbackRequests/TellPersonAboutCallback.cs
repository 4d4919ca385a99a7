using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Events;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>Tells the person, in their app's inbox, what becomes of their call back. People without a device read it with their follow-up token.</summary>
internal sealed class TellPersonAboutCallback(IInbox inbox)
    : IDomainEventHandler<CallbackSubmitted>,
        IDomainEventHandler<CallbackRescheduled>,
        IDomainEventHandler<CallbackCancelled>,
        IDomainEventHandler<CallbackUnanswered>,
        IDomainEventHandler<CallbackUnreachable>
{
    public Task Handle(CallbackSubmitted @event, CancellationToken cancellationToken) => Tell(@event.Request, CallbackTexts.Reserved(@event.Request.ReservedSlot));

    public Task Handle(CallbackRescheduled @event, CancellationToken cancellationToken) => Tell(@event.Request, CallbackTexts.Moved(@event.Request.ReservedSlot));

    public Task Handle(CallbackCancelled @event, CancellationToken cancellationToken) => @event.ByPerson ? Tell(@event.Request, CallbackTexts.Cancelled()) : Task.CompletedTask;

    public Task Handle(CallbackUnanswered @event, CancellationToken cancellationToken) => Tell(@event.Request, CallbackTexts.Unanswered(@event.AttemptsLeft));

    public Task Handle(CallbackUnreachable @event, CancellationToken cancellationToken) => Tell(@event.Request, CallbackTexts.Unreachable(@event.LastOutcome));

    private Task Tell(CallbackRequest request, (string Title, string Body) text)
    {
        if (request.Origin.DeviceId is { } deviceId)
        {
            inbox.Tell(deviceId, InboxTopic.Callback, request.Id.Value, text.Title, text.Body);
        }

        return Task.CompletedTask;
    }
}
