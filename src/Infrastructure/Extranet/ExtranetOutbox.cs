using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Infrastructure.Outbox;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>The extranet's queue as use cases see it: messages of the outbox, in a stream for each call back.</summary>
internal sealed class ExtranetOutbox(OutboxWriter outbox, OutboxStore store) : IExtranetQueue
{
    public void Add(ExtranetMessage message) => Add(message, OutboxMessage.AtOnce);

    public async Task WithdrawAsync(ExtranetMessage cancellation, CancellationToken cancellationToken)
    {
        var undelivered = await store.RemoveStreamAsync(cancellation.CallbackId.Value, cancellationToken);
        var neverSent = undelivered.Exists(message => message.Position == 1 && message.Attempts == 0);
        if (!neverSent)
        {
            // A delivery that was begun, also one that we gave up, may still arrive: the cancellation must not overtake it.
            var begun = undelivered.Exists(message => message.Attempts > 0);
            Add(cancellation, begun ? await store.EndOfDeliveriesAsync(cancellationToken) : OutboxMessage.AtOnce);
        }
    }

    private void Add(ExtranetMessage message, DateTimeOffset notBefore) => outbox.Add(
        message.CallbackId.Value, message.Position, ExtranetWire.TypeOf(message.Type), id => ExtranetWire.Serialize(id, message), notBefore);
}
