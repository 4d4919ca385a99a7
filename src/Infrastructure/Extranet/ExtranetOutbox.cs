using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Infrastructure.Outbox;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>The extranet's queue as use cases see it: messages of the outbox, in a stream for each call back.</summary>
internal sealed class ExtranetOutbox(OutboxWriter outbox, OutboxStore store, OutboxMetrics metrics) : IExtranetQueue
{
    public async Task<int> EnqueueAsync(ExtranetMessage message, CancellationToken cancellationToken)
    {
        if (message.Type == ExtranetMessageType.Requested)
        {
            Add(message, [], OutboxMessage.AtOnce);
            return 0;
        }

        var untried = await store.RemoveUntriedAsync(message.CallbackId.Value, cancellationToken);
        var isSent = TakePlaceOf(untried, message, OutboxMessage.AtOnce);
        var merged = untried.Count + (isSent ? 0 : 1);
        metrics.Merged(merged);
        return merged;
    }

    public async Task WithdrawAsync(ExtranetMessage cancellation, CancellationToken cancellationToken)
    {
        var undelivered = await store.RemoveStreamAsync(cancellation.CallbackId.Value, cancellationToken);

        // A delivery that was begun, also one that we gave up, may still arrive: the cancellation must not overtake it.
        var begun = undelivered.Exists(message => !message.IsUntried);
        TakePlaceOf(undelivered, cancellation, begun ? await store.EndOfDeliveriesAsync(cancellationToken) : OutboxMessage.AtOnce);
    }

    /// <returns>Whether anything is sent: of a call back of which the extranet never heard no cancellation is.</returns>
    private bool TakePlaceOf(List<OutboxMessage> removed, ExtranetMessage message, DateTimeOffset notBefore)
    {
        var isUnheardOf = removed.Exists(each => each.IsUntried && string.Equals(each.Type, ExtranetWire.Requested, StringComparison.Ordinal));
        if (isUnheardOf && message.Type == ExtranetMessageType.Cancelled)
        {
            return false;
        }

        Add(isUnheardOf ? message with { Type = ExtranetMessageType.Requested } : message, removed, notBefore);
        return true;
    }

    /// <summary>The extranet has waited for news since the first of those whose place the message takes.</summary>
    private void Add(ExtranetMessage message, List<OutboxMessage> inPlaceOf, DateTimeOffset notBefore) => outbox.Add(
        message.CallbackId.Value,
        message.Position,
        ExtranetWire.TypeOf(message.Type),
        id => ExtranetWire.Serialize(id, message),
        notBefore,
        inPlaceOf.Count > 0 ? inPlaceOf.Min(each => each.CreatedAt) : null);
}
