using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Idempotency;

internal sealed class IdempotencyStore(
    AppDbContext database, InFlightKeys inFlight, IPersonalDataSealer sealer, ICurrentCaller caller, TimeProvider time) : IIdempotencyStore
{
    private const string Column = "idempotency_records:outcome";

    private const string Lock = "SELECT pg_try_advisory_xact_lock($1)";
    private const string Find = "SELECT id, created_at, outcome FROM idempotency_records WHERE key_hash = $1";

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
            var outcome = sealer.OpenForm<StoredOutcomeV1>(Column, stored.Id, stored.Outcome);
            return new TakenKey(IsOurs: true, new KnownOutcome(outcome.BodyHash, new ContractAnswer(outcome.Response, outcome.Answer)));
        }

        await database.IdempotencyRecords.Where(known => known.Id == stored.Id).ExecuteDeleteAsync(cancellationToken);
        return new TakenKey(IsOurs: true, Outcome: null);
    }

    public void Add(IdempotencyRequest request, ContractAnswer answer, Guid? createdId)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        database.IdempotencyRecords.Add(new IdempotencyRecord
        {
            Id = id,
            KeyHash = KeyHash(request),
            Owner = caller.Caller.Partition,
            CreatedId = createdId,
            Outcome = sealer.SealForm(Column, id, new StoredOutcomeV1(request.BodyHash, answer.Response, answer.Json)),
            CreatedAt = now,
        });
    }

    public Task ForgetAsync(IReadOnlyCollection<Guid> createdIds, CancellationToken cancellationToken) =>
        database.IdempotencyRecords.Where(record => createdIds.Contains(record.CreatedId!.Value)).ExecuteDeleteAsync(cancellationToken);

    /// <summary>One round trip, and yet two statements: the second sees what was committed until the first had the lock.</summary>
    private async Task<(bool IsOurs, Stored? Stored)> FindAsync(string keyHash, CancellationToken cancellationToken)
    {
        if (database is PostgresAppDbContext)
        {
            var number = Convert.ToInt64(keyHash[..16], 16);
            return await database.Database.BatchAsync([(Lock, [number]), (Find, [keyHash])], ReadAsync, cancellationToken);
        }

        // One process holds the SQLite file; TryHold was enough.
        return (true, await database.IdempotencyRecords.Where(known => known.KeyHash == keyHash)
            .Select(known => new Stored(known.Id, known.CreatedAt, known.Outcome)).SingleOrDefaultAsync(cancellationToken));
    }

    private static async Task<(bool IsOurs, Stored? Stored)> ReadAsync(DbDataReader rows, CancellationToken cancellationToken)
    {
        await rows.ReadAsync(cancellationToken);
        var isOurs = rows.GetBoolean(0);
        await rows.NextResultAsync(cancellationToken);
        return (isOurs, await rows.ReadAsync(cancellationToken)
            ? new Stored(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), new SealedText(rows.GetString(2)))
            : null);
    }

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
