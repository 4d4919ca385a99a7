using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal sealed class SlotLoadRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<SlotLoad>(database, writers)
{
    protected override IQueryable<SlotLoad> Ended(DateTimeOffset now)
    {
        var until = now - keep.Value.SlotLoadAfterStart;
        return Database.SlotLoads.Where(row => row.StartsAt < until).OrderBy(row => row.StartsAt);
    }
}
