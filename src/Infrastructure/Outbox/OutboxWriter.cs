using MobileBackend.Application.Common.Ports;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Puts messages into the outbox, as rows of the running transaction.</summary>
internal sealed class OutboxWriter(AppDbContext database, IPersonalDataSealer sealer, TimeProvider time)
{
    /// <param name="streamId">What the message is about: messages of one stream are delivered one after the other.</param>
    /// <param name="position">Its place in the stream, from 1.</param>
    /// <param name="type">As on the wire, at most 32 characters; it says which destination takes the message.</param>
    /// <param name="payload">Makes the wire message for a message id; it is sealed here.</param>
    /// <param name="notBefore">No delivery before this instant of the database's clock; <see cref="OutboxMessage.AtOnce"/> for none.</param>
    /// <param name="waitingSince">What its age is told from, where it takes the place of older messages; null for now.</param>
    public void Add(Guid streamId, int position, string type, Func<Guid, string> payload, DateTimeOffset notBefore, DateTimeOffset? waitingSince)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        database.OutboxMessages.Add(new OutboxMessage
        {
            Id = id,
            StreamId = streamId,
            Position = position,
            Type = type,
            Payload = sealer.Seal(OutboxMessage.PayloadColumn, id, payload(id)),
            CreatedAt = waitingSince ?? now,
            NotBefore = notBefore,
        });
    }
}
