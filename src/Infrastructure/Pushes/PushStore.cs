using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>A due push with what is needed to decide on it and to send it.</summary>
internal sealed record DuePush(
    Push Push,
    SealedText Content,
    DevicePlatform Platform,
    SealedText? Token,
    string TimeZone,
    QuietHours? QuietHours,
    DateTimeOffset? RevokedAt)
{
    /// <summary>The person's own.</summary>
    public LocalClock Clock { get; } = LocalClock.In(TimeZone);
}

/// <summary>The pushes as their sender sees them. Leases are timed by the database's clock, everything else by the service's.</summary>
internal sealed class PushStore(AppDbContext database, WriterQueue writers, IOptions<PushOptions> options, TimeProvider time)
{
    private bool IsPostgres => database is PostgresAppDbContext;

    /// <summary>Leases up to <paramref name="count"/> pushes that are due. Two senders never get the same one.</summary>
    public async Task<List<PushId>> ClaimAsync(int count, Guid leaseId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var lease = options.Value.Lease;
        using var turn = await writers.EnterAsync(cancellationToken);
        var ids = await database.Database.SqlQuery<Guid>(IsPostgres
            ? (FormattableString)$"""
               WITH due AS (
                   SELECT id FROM pushes
                   WHERE status = 'Planned' AND due_at <= {now} AND (leased_until IS NULL OR leased_until <= clock_timestamp())
                   ORDER BY due_at LIMIT {count} FOR UPDATE SKIP LOCKED)
               UPDATE pushes p SET lease_id = {leaseId}, leased_until = clock_timestamp() + {lease}
               FROM due WHERE p.id = due.id RETURNING p.id AS "Value"
               """
            : $"""
               UPDATE pushes
               SET lease_id = {leaseId}, leased_until = CAST(unixepoch('subsec') * 1000000 AS INTEGER) + {lease.Ticks / TimeSpan.TicksPerMicrosecond}
               WHERE id IN (
                   SELECT id FROM pushes
                   WHERE status = 'Planned' AND due_at <= {UnixMicrosecondsConverter.Of(now)}
                     AND (leased_until IS NULL OR leased_until <= CAST(unixepoch('subsec') * 1000000 AS INTEGER))
                   ORDER BY due_at LIMIT {count})
               RETURNING id AS "Value"
               """).ToListAsync(cancellationToken);
        return ids.ConvertAll(PushId.From);
    }

    /// <summary>Those of the claimed pushes whose message and device are still there.</summary>
    public Task<List<DuePush>> LoadAsync(IReadOnlyCollection<PushId> ids, CancellationToken cancellationToken) => (
        from push in database.Pushes.AsNoTracking()
        join message in database.InboxMessages on push.MessageId equals message.Id
        join device in database.Devices on push.DeviceId equals device.Id
        where ids.Contains(push.Id)
        orderby push.DueAt
        select new DuePush(push, message.Content, device.Platform, device.PushToken, device.TimeZone, device.QuietHours, device.RevokedAt))
        .ToListAsync(cancellationToken);

    /// <summary>
    /// Counts pushes on the person's day, each only where the person's ceiling leaves room, and says which were. At most one for each
    /// device. Counted once, also when a lost answer has the statement run again.
    /// </summary>
    public async Task<IReadOnlySet<PushId>> CountAsync(IReadOnlyList<(Push Push, DateOnly Day)> wanted, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        if (IsPostgres)
        {
            var pushIds = wanted.Select(each => each.Push.Id.Value).ToArray();
            var deviceIds = wanted.Select(each => each.Push.DeviceId.Value).ToArray();
            var days = wanted.Select(each => each.Day).ToArray();
            var counted = await database.Database.SqlQuery<Guid>($"""
                WITH wanted AS (
                    SELECT w.*, p.counted_on IS NOT DISTINCT FROM w.day AS is_counted
                    FROM unnest({pushIds}, {deviceIds}, {days}) AS w(push_id, device_id, day) JOIN pushes p ON p.id = w.push_id),
                counted AS (
                    UPDATE devices d
                    SET pushed_count = CASE WHEN d.pushed_on = w.day THEN d.pushed_count + 1 ELSE 1 END, pushed_on = w.day
                    FROM wanted w
                    WHERE d.id = w.device_id AND NOT w.is_counted
                      AND d.max_messages_per_day > CASE WHEN d.pushed_on = w.day THEN d.pushed_count ELSE 0 END
                    RETURNING d.id),
                marked AS (
                    UPDATE pushes p SET counted_on = w.day
                    FROM wanted w JOIN counted c ON c.id = w.device_id
                    WHERE p.id = w.push_id RETURNING p.id)
                SELECT id AS "Value" FROM marked UNION ALL SELECT push_id FROM wanted WHERE is_counted
                """).ToListAsync(cancellationToken);
            return counted.Select(PushId.From).ToHashSet();
        }

        var allowed = new HashSet<PushId>();
        await using var transaction = await database.Database.BeginAsync(cancellationToken);
        foreach (var (push, day) in wanted)
        {
            var rows = await database.Database.ExecuteSqlAsync(
                $"""
                 UPDATE devices SET pushed_count = CASE WHEN pushed_on = {day} THEN pushed_count + 1 ELSE 1 END, pushed_on = {day}
                 WHERE id = {push.DeviceId.Value} AND max_messages_per_day > CASE WHEN pushed_on = {day} THEN pushed_count ELSE 0 END
                 """,
                cancellationToken);
            if (rows == 1)
            {
                await database.Pushes.Where(known => known.Id == push.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(known => known.CountedOn, day), cancellationToken);
                allowed.Add(push.Id);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return allowed;
    }

    /// <summary>Ends pushes, where one of the leases still holds. What was sent counts as sent, also if it was cancelled meanwhile.</summary>
    public Task EndAsync(IReadOnlyCollection<PushLease> pushes, PushStatus status, string? fault, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Held(pushes).ExecuteUpdateAsync(
            set => set.SetProperty(push => push.Status, status)
                .SetProperty(push => push.EndedAt, now)
                .SetProperty(push => push.Fault, fault)
                .SetProperty(push => EF.Property<Guid?>(push, PushConfiguration.LeaseId), (Guid?)null)
                .SetProperty(push => EF.Property<DateTimeOffset?>(push, PushConfiguration.LeasedUntil), (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>Lets pushes wait for their time, untried.</summary>
    public Task WaitAsync(IReadOnlyCollection<PushLease> pushes, DateTimeOffset until, string? fault, CancellationToken cancellationToken) =>
        Held(pushes).ExecuteUpdateAsync(
            set => set.SetProperty(push => push.DueAt, until)
                .SetProperty(push => push.Fault, fault)
                .SetProperty(push => push.FirstTriedAt, (DateTimeOffset?)null)
                .SetProperty(push => EF.Property<Guid?>(push, PushConfiguration.LeaseId), (Guid?)null)
                .SetProperty(push => EF.Property<DateTimeOffset?>(push, PushConfiguration.LeasedUntil), (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>Lets a push be tried again, after a try in vain.</summary>
    public Task RetryAsync(PushLease push, DateTimeOffset at, DateTimeOffset firstTriedAt, string fault, CancellationToken cancellationToken) =>
        Held([push]).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DueAt, at)
                .SetProperty(row => row.Fault, fault)
                .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                .SetProperty(row => row.FirstTriedAt, firstTriedAt)
                .SetProperty(row => EF.Property<Guid?>(row, PushConfiguration.LeaseId), (Guid?)null)
                .SetProperty(row => EF.Property<DateTimeOffset?>(row, PushConfiguration.LeasedUntil), (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>Gives pushes back as they were.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<PushLease> pushes, CancellationToken cancellationToken) => Held(pushes).ExecuteUpdateAsync(
        set => set.SetProperty(push => EF.Property<Guid?>(push, PushConfiguration.LeaseId), (Guid?)null)
            .SetProperty(push => EF.Property<DateTimeOffset?>(push, PushConfiguration.LeasedUntil), (DateTimeOffset?)null),
        cancellationToken);

    /// <summary>Forgets the address that was used, unless the app has given another since.</summary>
    /// <returns>Whether it was still that one.</returns>
    public async Task<bool> ForgetTokenAsync(DeviceId deviceId, SealedText used, CancellationToken cancellationToken) =>
        await database.Database.ExecuteSqlAsync(
            $"UPDATE devices SET push_token = NULL WHERE id = {deviceId.Value} AND push_token = {used.Value}", cancellationToken) == 1;

    private IQueryable<Push> Held(IReadOnlyCollection<PushLease> pushes)
    {
        var ids = pushes.Select(each => each.Id).ToList();
        var leases = pushes.Select(each => (Guid?)each.LeaseId).Distinct().ToList();
        return database.Pushes.Where(push => ids.Contains(push.Id) && leases.Contains(EF.Property<Guid?>(push, PushConfiguration.LeaseId)));
    }
}

/// <summary>A push and the lease under which it was tried.</summary>
internal readonly record struct PushLease(PushId Id, Guid LeaseId);
