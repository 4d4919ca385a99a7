using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Infrastructure.CallbackRequests;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>A message that is still parked goes with the call back that it is about.</summary>
internal sealed class ExtranetRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<OutboxMessage>(database, writers)
{
    public override RetentionTurn Turn => RetentionTurn.First;

    protected override IQueryable<OutboxMessage> Ended(DateTimeOffset now)
    {
        var ended = Database.CallbackRequests.Ended(keep.Value, now);
        return Database.OutboxMessages.Where(row => ended.Any(callback => (Guid)(object)callback.Id == row.StreamId)).OrderBy(row => row.Id);
    }
}
