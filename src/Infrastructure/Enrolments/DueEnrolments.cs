using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Enrolments.Planning;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Enrolments;

/// <summary>Row locks on PostgreSQL. On SQLite a writing transaction is alone anyway.</summary>
internal sealed class DueEnrolments(AppDbContext database, TimeProvider time) : IDueEnrolments
{
    public async Task<IReadOnlyList<EnrolmentId>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (database is not PostgresAppDbContext)
        {
            return await database.Enrolments.Where(enrolment => enrolment.PlanDueAt <= now)
                .OrderBy(enrolment => enrolment.PlanDueAt).Take(count).Select(enrolment => enrolment.Id).ToListAsync(cancellationToken);
        }

        // A device that somebody is erasing is not waited for: its enrolment goes with it.
        var ids = await database.Database.SqlQuery<Guid>(
            $"""
            SELECT e.id AS "Value" FROM enrolments e JOIN devices d ON d.id = e.device_id
            WHERE e.plan_due_at <= {now}
            ORDER BY e.plan_due_at LIMIT {count}
            FOR UPDATE OF e SKIP LOCKED FOR KEY SHARE OF d SKIP LOCKED
            """).ToListAsync(cancellationToken);
        return [.. ids.Select(EnrolmentId.From)];
    }
}
