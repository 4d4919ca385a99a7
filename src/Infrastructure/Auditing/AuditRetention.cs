using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Domain.Auditing;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Auditing;

internal sealed class AuditRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<AuditEntry>(database, writers)
{
    protected override IQueryable<AuditEntry> Ended(DateTimeOffset now)
    {
        var until = now - keep.Value.AuditEntry;
        return Database.AuditEntries.Where(row => row.At < until).OrderBy(row => row.At);
    }
}
