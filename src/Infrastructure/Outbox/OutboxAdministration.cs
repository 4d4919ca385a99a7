using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Outbox;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Outbox;

internal sealed class OutboxAdministration(AppDbContext database, OutboxStore store, TimeProvider time) : IOutboxAdministration
{
    public async Task<OutboxResponse> ReadAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var depth = await database.OutboxMessages.CountAsync(cancellationToken);
        var oldest = await database.OutboxMessages.MinAsync(message => (DateTimeOffset?)message.CreatedAt, cancellationToken);
        var parked = database.OutboxMessages.AsNoTracking().Where(message => message.Status == OutboxStatus.Parked);
        var count = await parked.CountAsync(cancellationToken);
        if (page.AfterId is { } after)
        {
            parked = parked.Where(message => message.Id < after);
        }

        var rows = await parked.OrderByDescending(message => message.Id).Take(page.Size + 1)
            .Select(message => new ParkedMessageResponse(
                message.Id, message.StreamId, message.Type, message.LastFault, message.Attempts, message.CreatedAt))
            .ToListAsync(cancellationToken);
        var items = Page<ParkedMessageResponse>.Of(rows, page, message => message.MessageId);
        return new OutboxResponse(depth, oldest is { } since ? (long)(time.GetUtcNow() - since).TotalSeconds : null, count, items.Items, items.NextCursor);
    }

    public Task<int> ReplayAsync(Guid? messageId, CancellationToken cancellationToken) => store.ReplayAsync(messageId, cancellationToken);
}
