using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.CallbackRequests.Admission;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Proofs;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

/// <summary>On PostgreSQL all questions about a caller in one round trip. SQLite has no round trips, and asks one after the other.</summary>
internal sealed class AdmissionBook(AppDbContext database) : IAdmissionBook
{
    private const string Device = "SELECT created_at FROM devices WHERE id = $1 AND revoked_at IS NULL";

    /// <summary>Requests of one device wait for each other; what only refers to the device does not wait for them.</summary>
    private const string HoldDevice = Device + " FOR NO KEY UPDATE";

    private const string AskedByDevice =
        """
        SELECT count(*) FILTER (WHERE is_open), count(*) FILTER (WHERE asked_at > $2), min(asked_at) FILTER (WHERE asked_at > $2)
        FROM (SELECT requested_at AS asked_at, closed_at IS NULL AS is_open FROM callback_requests WHERE device_id = $1
              UNION ALL SELECT asked_at, FALSE FROM spent_asks WHERE device_id = $1) asked
        """;

    private const string Block = "SELECT 1 FROM caller_blocks WHERE until > $1 AND (device_id = $2 OR api_key_id = $3 OR address_hash = $4) LIMIT 1";

    /// <summary>A slot of the index that holds no hash now (null) equals none.</summary>
    private const string Holder =
        "SELECT id, device_id, api_key_id, channel FROM callback_requests WHERE open_phone_slot_a = $1 OR open_phone_slot_b = $2 LIMIT 1";

    private const string Waiting = "SELECT 1 FROM waiting_numbers WHERE (phone_slot_a = $1 OR phone_slot_b = $2) AND until > $3 LIMIT 1";

    private const string Turn = "SELECT pg_advisory_xact_lock($1)";

    private static readonly CallbackChannelConverter Channels = new();

    private bool IsPostgres => database is PostgresAppDbContext;

    public async Task<CallerFacts> LookAsync(Asker asker, PhoneIndex phone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<(string Sql, object?[] Parameters)> questions =
        [
            (Block, [Instant(now), asker.DeviceId?.Value, asker.PartnerId?.Value, asker.AddressHash]),
            (Holder, [phone.SlotA, phone.SlotB]),
            (Waiting, [phone.SlotA, phone.SlotB, Instant(now)]),
        ];
        if (asker.DeviceId is { } device)
        {
            questions.InsertRange(
                0, [(IsPostgres ? HoldDevice : Device, [device.Value]), (AskedByDevice, [device.Value, Instant(now - SpentAsk.Lifetime)])]);
        }

        if (IsPostgres)
        {
            return await database.Database.BatchAsync(questions, (rows, token) => ReadAsync(asker, new BatchedAnswers(rows), token), cancellationToken);
        }

        var answers = new List<object?[]?>();
        foreach (var (sql, parameters) in questions)
        {
            answers.Add(await database.Database.FirstAsync(sql, parameters, Values, cancellationToken));
        }

        return await ReadAsync(asker, new KnownAnswers(answers), cancellationToken);
    }

    public async Task<Holdings> HoldingsAsync(
        PlaceSource source, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (hash, partner, since) = (source.AddressHash, source.PartnerId, now - SpentAsk.Lifetime);
        var (first, last) = (new CallbackSlot(from), new CallbackSlot(until));
        var requests = database.CallbackRequests.AsNoTracking().Where(request => request.Origin.Proof != CallerProof.App)
            .Where(request => hash == null ? request.Origin.PartnerId == partner && request.Origin.Channel == CallbackChannel.Partner
                : request.Origin.AddressHash == hash);
        var held = await requests
            .Where(request => request.Status != CallbackStatus.Cancelled && request.ReservedSlot >= first && request.ReservedSlot < last)
            .GroupBy(request => new { request.ReservedSlot, request.Origin.Proof })
            .Select(group => new { group.Key.ReservedSlot, group.Key.Proof, Count = group.Count() }).ToListAsync(cancellationToken);
        var asked = await requests
            .Where(request => request.RequestedAt > since || (request.Status != CallbackStatus.Cancelled && request.ReservedSlot >= first))
            .GroupBy(request => request.Origin.Proof)
            .Select(group => new { Proof = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var spent = await database.SpentAsks.AsNoTracking()
            .Where(ask => ask.AskedAt > since && ask.Proof != CallerProof.App)
            .Where(ask => hash == null ? ask.PartnerId == partner && ask.AddressHash == null : ask.AddressHash == hash)
            .GroupBy(ask => ask.Proof)
            .Select(group => new { Proof = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return new Holdings(
            held.GroupBy(row => row.ReservedSlot).ToDictionary(slot => slot.Key, slot => Sum(slot.Select(row => Places(row.Proof, row.Count)))),
            Sum(asked.Concat(spent).Select(row => Places(row.Proof, row.Count))));
    }

    public async Task TakeTurnAsync(PlaceSource source, CancellationToken cancellationToken)
    {
        // On SQLite a writing transaction is alone anyway.
        if (IsPostgres)
        {
            var number = PlaceTurn.NumberOf(source);
            await database.Database.RunAsync(Turn, [number], cancellationToken);
        }
    }

    private static HeldPlaces Places(CallerProof proof, int count) => proof == CallerProof.None ? new HeldPlaces(count, 0) : new HeldPlaces(0, count);

    private static HeldPlaces Sum(IEnumerable<HeldPlaces> places) => places.Aggregate(default(HeldPlaces), (sum, each) => sum + each);

    private static async Task<CallerFacts> ReadAsync(Asker asker, IAnswers answers, CancellationToken cancellationToken)
    {
        DateTimeOffset? deviceSince = null;
        object?[] asked = [0L, 0L, null];
        if (asker.DeviceId is not null)
        {
            deviceSince = await answers.NextAsync(cancellationToken) is [var since] ? InstantOf(since) : null;
            asked = (await answers.NextAsync(cancellationToken))!;
        }

        var isBlocked = await answers.NextAsync(cancellationToken) is not null;
        var holder = await answers.NextAsync(cancellationToken);
        return new CallerFacts(
            deviceSince,
            Convert.ToInt32(asked[0], System.Globalization.CultureInfo.InvariantCulture),
            Convert.ToInt32(asked[1], System.Globalization.CultureInfo.InvariantCulture),
            InstantOf(asked[2]),
            isBlocked,
            holder is null ? null : HolderOf(holder),
            await answers.NextAsync(cancellationToken) is not null);
    }

    private static NumberHolder HolderOf(object?[] row) => new(
        CallbackRequestId.From(IdOf(row[0])!.Value),
        IdOf(row[1]) is { } device ? DeviceId.From(device) : null,
        IdOf(row[2]) is { } partner ? PartnerId.From(partner) : null,
        (CallbackChannel)Channels.ConvertFromProvider(row[3])!);

    /// <summary>SQLite has neither ids nor instants: they are text and microseconds there.</summary>
    private static Guid? IdOf(object? value) => value switch
    {
        Guid id => id,
        string text => Guid.Parse(text),
        _ => null,
    };

    private static DateTimeOffset? InstantOf(object? value) => value switch
    {
        DateTime instant => new DateTimeOffset(instant, TimeSpan.Zero),
        long microseconds => UnixMicrosecondsConverter.From(microseconds),
        _ => null,
    };

    private static object?[] Values(DbDataReader row)
    {
        var values = new object?[row.FieldCount];
        row.GetValues(values!);
        return Array.ConvertAll(values, value => value is DBNull ? null : value);
    }

    private object Instant(DateTimeOffset instant) => IsPostgres ? instant : UnixMicrosecondsConverter.Of(instant);

    /// <summary>The first row of each question, in turn; null where there is none.</summary>
    private interface IAnswers
    {
        Task<object?[]?> NextAsync(CancellationToken cancellationToken);
    }

    private sealed class KnownAnswers(IReadOnlyList<object?[]?> answers) : IAnswers
    {
        private int _next;

        public Task<object?[]?> NextAsync(CancellationToken cancellationToken) => Task.FromResult(answers[_next++]);
    }

    private sealed class BatchedAnswers(DbDataReader rows) : IAnswers
    {
        private bool _began;

        public async Task<object?[]?> NextAsync(CancellationToken cancellationToken)
        {
            if (_began)
            {
                await rows.NextResultAsync(cancellationToken);
            }

            _began = true;
            return await rows.ReadAsync(cancellationToken) ? Values(rows) : null;
        }
    }
}
