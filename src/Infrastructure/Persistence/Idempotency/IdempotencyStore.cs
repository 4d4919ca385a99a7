using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Domain.Common;

namespace MobileBackend.Infrastructure.Persistence.Idempotency;

internal sealed class IdempotencyStore(
    AppDbContext database, InFlightKeys inFlight, IPersonalDataSealer sealer, ICurrentCaller caller, TimeProvider time) : IIdempotencyStore
{
    private const string Column = "idempotency_records:outcome";

    private const string LockAndFind = """
        SELECT pg_try_advisory_xact_lock($1), r.id, r.created_at, r.outcome FROM (SELECT 1) AS one LEFT JOIN idempotency_records AS r ON r.key_hash = $2
        """;

    /// <summary>How long an outcome answers repetitions (the contract's conventions, "retries").</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);

    public IDisposable? TryHold(IdempotencyRequest request) => inFlight.TryHold(KeyHash(request));

    public async Task<TakenKey> TakeAsync(IdempotencyRequest request, CancellationToken cancellationToken)
    {
        var (isOurs, stored) = await FindAsync(KeyHash(request), cancellationToken);
        if (stored is null || !isOurs)
        {
            return new TakenKey(isOurs, Outcome: null);
        }

        if (stored.CreatedAt > time.GetUtcNow() - Lifetime)
        {
            return new TakenKey(IsOurs: true, sealer.OpenJson<StoredOutcome>(Column, stored.Id, stored.Outcome));
        }

        await database.IdempotencyRecords.Where(known => known.Id == stored.Id).ExecuteDeleteAsync(cancellationToken);
        return new TakenKey(IsOurs: true, Outcome: null);
    }

    public void Add(IdempotencyRequest request, string outcome, Guid? createdId)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        database.IdempotencyRecords.Add(new IdempotencyRecord
        {
            Id = id,
            KeyHash = KeyHash(request),
            Owner = caller.Caller.Partition,
            CreatedId = createdId,
            Outcome = sealer.SealJson(Column, id, new StoredOutcome(request.BodyHash, outcome)),
            CreatedAt = now,
        });
    }

    /// <summary>
    /// Locks and looks at once. Who held the key until a moment ago may have stored an outcome that this does not see yet: the one we store is
    /// then one too many for its unique index, and everything runs again.
    /// </summary>
    private async Task<(bool IsOurs, Stored? Stored)> FindAsync(string keyHash, CancellationToken cancellationToken)
    {
        if (database is PostgresAppDbContext)
        {
            var number = Convert.ToInt64(keyHash[..16], 16);
            return await database.Database.FirstAsync(LockAndFind, [number, keyHash], row => (row.GetBoolean(0), Read(row)), cancellationToken);
        }

        // One process holds the SQLite file; TryHold was enough.
        return (true, await database.IdempotencyRecords.Where(known => known.KeyHash == keyHash)
            .Select(known => new Stored(known.Id, known.CreatedAt, known.Outcome)).SingleOrDefaultAsync(cancellationToken));
    }

    private static Stored? Read(DbDataReader row) =>
        row.IsDBNull(1) ? null : new Stored(row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), new SealedText(row.GetString(3)));

    private static string KeyHash(IdempotencyRequest request) => OpaqueToken.Hash($"{request.Scope}\n{request.Key}");

    private sealed record Stored(Guid Id, DateTimeOffset CreatedAt, SealedText Outcome);
}

/// <summary>The keys that requests of this process are working under.</summary>
internal sealed class InFlightKeys
{
    private readonly ConcurrentDictionary<string, byte> _held = new();

    public IDisposable? TryHold(string keyHash) => _held.TryAdd(keyHash, 0) ? new Hold(_held, keyHash) : null;

    private sealed class Hold(ConcurrentDictionary<string, byte> held, string keyHash) : IDisposable
    {
        public void Dispose() => held.TryRemove(keyHash, out _);
    }
}
