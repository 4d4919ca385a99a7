using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;

namespace MobileBackend.Infrastructure.Persistence.Idempotency;

internal sealed class IdempotencyStore(
    AppDbContext database, InFlightKeys inFlight, IPersonalDataSealer sealer, ICurrentCaller caller, TimeProvider time) : IIdempotencyStore
{
    private const string Column = "idempotency_records:outcome";

    /// <summary>How long an outcome answers repetitions (the contract's conventions, "retries").</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);

    public IDisposable? TryHold(IdempotencyRequest request) => inFlight.TryHold(KeyHash(request));

    public async Task<bool> TryLockAsync(IdempotencyRequest request, CancellationToken cancellationToken)
    {
        if (database is not PostgresAppDbContext)
        {
            // One process holds the SQLite file; TryHold was enough.
            return true;
        }

        var number = Convert.ToInt64(KeyHash(request)[..16], 16);
        return await database.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({number}) AS \"Value\"").SingleAsync(cancellationToken);
    }

    public async Task<StoredOutcome?> FindAsync(IdempotencyRequest request, CancellationToken cancellationToken)
    {
        var keyHash = KeyHash(request);
        var record = await database.IdempotencyRecords.SingleOrDefaultAsync(known => known.KeyHash == keyHash, cancellationToken);
        if (record is null)
        {
            return null;
        }

        if (record.CreatedAt > time.GetUtcNow() - Lifetime)
        {
            return sealer.OpenJson<StoredOutcome>(Column, record.Id, record.Outcome);
        }

        await database.IdempotencyRecords.Where(known => known.Id == record.Id).ExecuteDeleteAsync(cancellationToken);
        database.Entry(record).State = EntityState.Detached;
        return null;
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

    private static string KeyHash(IdempotencyRequest request) => OpaqueToken.Hash($"{request.Scope}\n{request.Key}");
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
