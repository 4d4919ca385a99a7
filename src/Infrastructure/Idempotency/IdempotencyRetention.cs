using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Idempotency;

internal sealed class IdempotencyRetention(AppDbContext database, WriterQueue writers) : RemovalRule<IdempotencyRecord>(database, writers)
{
    protected override IQueryable<IdempotencyRecord> Ended(DateTimeOffset now)
    {
        var until = now - IdempotencyStore.Lifetime;
        return Database.IdempotencyRecords.Where(row => row.CreatedAt < until).OrderBy(row => row.CreatedAt);
    }
}
