using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests.Delivery;

/// <summary>Puts each change that the extranet must hear of into its queue, in the transaction that made the change.</summary>
internal sealed class QueueForExtranet(IExtranetQueue extranet, IPersonalDataSealer sealer)
    : IDomainEventHandler<CallbackSubmitted>, IDomainEventHandler<CallbackRescheduled>, IDomainEventHandler<CallbackCancelled>
{
    public Task Handle(CallbackSubmitted @event, CancellationToken cancellationToken) => Queue(@event, ExtranetMessageType.Requested, Describe(@event.Request));

    public Task Handle(CallbackRescheduled @event, CancellationToken cancellationToken) =>
        Queue(@event, ExtranetMessageType.Rescheduled, Describe(@event.Request));

    public Task Handle(CallbackCancelled @event, CancellationToken cancellationToken) => Queue(@event, ExtranetMessageType.Cancelled, details: null);

    private Task Queue(IExtranetEvent @event, ExtranetMessageType type, ExtranetCallback? details)
    {
        extranet.Add(new ExtranetMessage(@event.Request.Id, @event.Position, type, @event.OccurredAt, details));
        return Task.CompletedTask;
    }

    private ExtranetCallback Describe(CallbackRequest request)
    {
        var contact = sealer.OpenContact(request);
        return new ExtranetCallback(
            request.Service,
            contact.LastName,
            contact.FirstName,
            contact.PhoneNumber,
            request.ReservedSlot,
            [.. request.WishedSlots.Select(wish => wish.ToSlot())],
            contact.InterpreterNeeded,
            request.Origin.Channel,
            request.Origin.Name,
            request.RequestedAt);
    }
}
