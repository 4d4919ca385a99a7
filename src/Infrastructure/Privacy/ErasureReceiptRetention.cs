using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Domain.Privacy;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Privacy;

internal sealed class ErasureReceiptRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<ErasureReceipt>(database, writers)
{
    protected override IQueryable<ErasureReceipt> Ended(DateTimeOffset now)
    {
        var until = now - keep.Value.ErasureReceipt;
        return Database.ErasureReceipts.Where(row => row.ErasedAt < until).OrderBy(row => row.ErasedAt);
    }
}
