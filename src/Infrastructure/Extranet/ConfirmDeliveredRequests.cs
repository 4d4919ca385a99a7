using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Infrastructure.Outbox;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>A call back whose request the extranet has is queued there, and its person may know.</summary>
internal sealed class ConfirmDeliveredRequests(IDispatcher dispatcher) : IDeliveryFollowUp
{
    public async Task AfterDeliveryAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken cancellationToken)
    {
        var requested = delivered.Where(message => string.Equals(message.Type, ExtranetWire.Requested, StringComparison.Ordinal))
            .Select(message => CallbackRequestId.From(message.StreamId)).ToList();
        if (requested.Count > 0)
        {
            await dispatcher.Send(new ConfirmCallbacksQueuedCommand(requested), cancellationToken);
        }
    }
}
