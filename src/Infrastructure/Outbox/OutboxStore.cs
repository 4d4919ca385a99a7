using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>The outbox as the dispatcher and the erasure see it. Each call is one statement, timed by the database's clock.</summary>
internal sealed class OutboxStore(AppDbContext database, WriterQueue writers, IOptions<OutboxOptions> options)
{
    private TimeSpan Lease => options.Value.Lease;

    private bool IsPostgres => database is PostgresAppDbContext;

    /// <summary>
    /// Takes up to <paramref name="count"/> messages that are due, each the first undelivered one of its stream: what waits behind it
    /// or behind a parked one is not seen. Two dispatchers never get the same message.
    /// </summary>
    public async Task<List<OutboxMessage>> ClaimAsync(int count, Guid leaseId, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await database.OutboxMessages.FromSql(IsPostgres
            ? (FormattableString)$"""
               WITH due AS (
                   SELECT m.id FROM outbox_messages m
                   WHERE m.status = 'Waiting' AND m.not_before <= clock_timestamp()
                     AND NOT EXISTS (SELECT 1 FROM outbox_messages e WHERE e.stream_id = m.stream_id AND e.position < m.position)
                   ORDER BY m.not_before, m.id LIMIT {count} FOR UPDATE SKIP LOCKED)
               UPDATE outbox_messages o
               SET lease_id = {leaseId}, not_before = clock_timestamp() + {Lease}, attempts = o.attempts + 1
               FROM due WHERE o.id = due.id RETURNING o.*
               """
            : $"""
               UPDATE outbox_messages
               SET lease_id = {leaseId}, not_before = CAST(unixepoch('subsec') * 1000000 AS INTEGER) + {Microseconds(Lease)}, attempts = attempts + 1
               WHERE id IN (
                   SELECT m.id FROM outbox_messages m
                   WHERE m.status = 'Waiting' AND m.not_before <= CAST(unixepoch('subsec') * 1000000 AS INTEGER)
                     AND NOT EXISTS (SELECT 1 FROM outbox_messages e WHERE e.stream_id = m.stream_id AND e.position < m.position)
                   ORDER BY m.not_before, m.id LIMIT {count})
               RETURNING *
               """).AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Removes messages that their destination has, where one of the leases still holds.</summary>
    public Task<int> RemoveDeliveredAsync(IReadOnlyCollection<(Guid Id, Guid LeaseId)> delivered, CancellationToken cancellationToken)
    {
        var ids = delivered.Select(each => each.Id).ToList();
        var leases = delivered.Select(each => (Guid?)each.LeaseId).Distinct().ToList();
        return database.OutboxMessages.Where(message => ids.Contains(message.Id) && leases.Contains(message.LeaseId)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Puts a message aside for a person to look at, if the lease still holds.</summary>
    public Task<int> ParkAsync(Guid leaseId, Guid id, string fault, CancellationToken cancellationToken) =>
        database.OutboxMessages.Where(message => message.Id == id && message.LeaseId == leaseId).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.Status, OutboxStatus.Parked)
                .SetProperty(message => message.LastFault, fault)
                .SetProperty(message => message.LeaseId, (Guid?)null),
            cancellationToken);

    /// <summary>Lets a message be tried again after <paramref name="delay"/>, if the lease still holds.</summary>
    public Task<int> PostponeAsync(Guid leaseId, Guid id, TimeSpan delay, string? fault, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync(
            IsPostgres
                ? (FormattableString)$"""
                   UPDATE outbox_messages SET lease_id = NULL, last_fault = {fault}, not_before = clock_timestamp() + {delay}
                   WHERE id = {id} AND lease_id = {leaseId}
                   """
                : $"""
                   UPDATE outbox_messages SET lease_id = NULL, last_fault = {fault},
                       not_before = CAST(unixepoch('subsec') * 1000000 AS INTEGER) + {Microseconds(delay)}
                   WHERE id = {id} AND lease_id = {leaseId}
                   """,
            cancellationToken);

    /// <summary>
    /// Removes the messages of a stream of which no delivery was ever begun, and returns what they were: another takes their place in the same transaction.
    /// </summary>
    /// <remarks>
    /// Which of this and a claim comes first is decided by the row, also between replicas. A claim that comes first makes this wait for its row and then find
    /// it tried, so that it stays, and what is added goes behind it. A claim that comes later passes the locked row by, or finds it gone: PostgreSQL reads
    /// a row anew once it has its lock, in READ COMMITTED too. What is added has an id and a position of its own, so that nothing that was ever
    /// claimed changes.
    /// </remarks>
    public Task<List<OutboxMessage>> RemoveUntriedAsync(Guid streamId, CancellationToken cancellationToken) =>
        database.OutboxMessages.FromSql($"DELETE FROM outbox_messages WHERE stream_id = {streamId} AND attempts = 0 AND lease_id IS NULL RETURNING *")
            .AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>Removes all messages of a stream, under way or not, and returns what they were.</summary>
    public Task<List<OutboxMessage>> RemoveStreamAsync(Guid streamId, CancellationToken cancellationToken) =>
        database.OutboxMessages.FromSql($"DELETE FROM outbox_messages WHERE stream_id = {streamId} RETURNING *").AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>The instant by which every delivery that has begun is over, by the database's clock.</summary>
    public async Task<DateTimeOffset> EndOfDeliveriesAsync(CancellationToken cancellationToken)
    {
        var now = IsPostgres
            ? await database.Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellationToken)
            : UnixMicrosecondsConverter.From(await database.Database.SqlQuery<long>(
                $"SELECT CAST(unixepoch('subsec') * 1000000 AS INTEGER) AS \"Value\"").SingleAsync(cancellationToken));
        return now + Lease;
    }

    /// <summary>Lets a parked message be delivered again, at once.</summary>
    public Task<int> ReplayAsync(Guid? id, CancellationToken cancellationToken) =>
        database.OutboxMessages.Where(message => message.Status == OutboxStatus.Parked && (id == null || message.Id == id)).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.Status, OutboxStatus.Waiting).SetProperty(message => message.NotBefore, OutboxMessage.AtOnce),
            cancellationToken);

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
