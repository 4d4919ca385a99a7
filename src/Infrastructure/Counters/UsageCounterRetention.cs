using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Counters;

internal sealed class UsageCounterRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<UsageCounter>(database, writers)
{
    protected override IQueryable<UsageCounter> Ended(DateTimeOffset now)
    {
        var until = now - keep.Value.CounterAfterWindow;
        return Database.UsageCounters.Where(row => row.WindowEnd < until).OrderBy(row => row.WindowEnd);
    }
}
