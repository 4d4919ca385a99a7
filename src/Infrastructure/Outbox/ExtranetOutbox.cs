using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Infrastructure.Extranet;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>The extranet's queue as use cases see it: rows of the running transaction.</summary>
internal sealed class ExtranetOutbox(AppDbContext database, OutboxStore store, IPersonalDataSealer sealer, TimeProvider time) : IExtranetQueue
{
    public const string PayloadColumn = "outbox_messages:payload";

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

    private void Add(ExtranetMessage message, DateTimeOffset notBefore)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        database.OutboxMessages.Add(new OutboxMessage
        {
            Id = id,
            StreamId = message.CallbackId.Value,
            Position = message.Position,
            Type = ExtranetWire.TypeOf(message.Type),
            Payload = sealer.Seal(PayloadColumn, id, ExtranetWire.Serialize(id, message)),
            CreatedAt = now,
            NotBefore = notBefore,
        });
    }
}
