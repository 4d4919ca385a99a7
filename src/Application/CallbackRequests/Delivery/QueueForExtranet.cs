using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests.Delivery;

/// <summary>Puts each change that the extranet must hear of into its queue, in the transaction that made the change.</summary>
internal sealed class QueueForExtranet(IExtranetQueue extranet)
    : IDomainEventHandler<CallbackSubmitted>, IDomainEventHandler<CallbackRescheduled>, IDomainEventHandler<CallbackCancelled>
{
    public Task Handle(CallbackSubmitted @event, CancellationToken cancellationToken) =>
        EnqueueAsync(@event, ExtranetMessageType.Requested, Describe(@event), cancellationToken);

    public Task Handle(CallbackRescheduled @event, CancellationToken cancellationToken) =>
        EnqueueAsync(@event, ExtranetMessageType.Rescheduled, Describe(@event), cancellationToken);

    public Task Handle(CallbackCancelled @event, CancellationToken cancellationToken) =>
        EnqueueAsync(@event, ExtranetMessageType.Cancelled, details: null, cancellationToken);

    private async Task EnqueueAsync(IExtranetEvent @event, ExtranetMessageType type, ExtranetCallback? details, CancellationToken cancellationToken)
    {
        var request = @event.Request;
        request.NoteMerged(await extranet.EnqueueAsync(new ExtranetMessage(request.Id, @event.Position, type, @event.OccurredAt, details), cancellationToken));
    }

    private static ExtranetCallback Describe(IDescribingExtranetEvent @event)
    {
        var (request, contact) = (@event.Request, @event.Contact);
        return new ExtranetCallback(
            request.Service,
            contact.LastName.Value,
            contact.FirstName.Value,
            contact.Phone.E164,
            request.ReservedSlot,
            [.. request.WishedSlots.Select(wish => wish.ToSlot())],
            contact.InterpreterNeeded,
            request.Origin.Channel,
            request.Origin.Name,
            request.RequestedAt);
    }
}
