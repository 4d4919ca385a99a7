using Npgsql;

namespace MobileBackend.FaultRun;

/// <param name="Id">Of the call back.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Slot">The start of the reserved slot.</param>
/// <param name="Merged">How many of its messages will never be sent, since a newer one took their place before they were tried.</param>
internal sealed record StoredCallback(Guid Id, string Status, DateTimeOffset Slot, int Merged);

internal sealed record StoredAttempt(Guid CallbackId, string AttemptId, string Outcome);

/// <summary>A message that waits for the extranet.</summary>
internal sealed record StoredMessage(Guid CallbackId, string Status, bool IsLeased);

/// <summary>A push with what it is about. Who was killed while they sent one that was cancelled leaves a lease there that ends by itself.</summary>
internal sealed record StoredPush(string MessageId, Guid CallbackId, string Step, string Status, bool IsDue, bool IsLeased)
{
    /// <summary>Of a call that is days away.</summary>
    public bool IsReminder => Step.StartsWith("reminder-", StringComparison.Ordinal);
}

/// <summary>What the database says when all is over, read by plain SQL: the service's own code is on trial.</summary>
internal sealed record Stored(
    IReadOnlyList<StoredCallback> Callbacks,
    IReadOnlyList<StoredAttempt> Attempts,
    IReadOnlyList<StoredMessage> Messages,
    IReadOnlyList<StoredPush> Pushes,
    IReadOnlyDictionary<DateTimeOffset, int> SlotLoads)
{
    /// <summary>Whether nothing is left that could still happen by itself.</summary>
    public bool IsDrained =>
        Messages.All(message => message is { Status: "Parked" }) && Pushes.All(push => push is { IsLeased: false } and not { Status: "Planned", IsDue: true });

    public static async Task<Stored> ReadAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        return new Stored(
            await ReadAsync(
                source,
                "SELECT id, status, reserved_slot, merged_messages FROM callback_requests",
                row => new StoredCallback(row.GetGuid(0), row.GetString(1), Instant(row, 2), row.GetInt32(3))),
            await ReadAsync(
                source,
                "SELECT callback_request_id, attempt_id, outcome FROM callback_attempts",
                row => new StoredAttempt(row.GetGuid(0), row.GetString(1), row.GetString(2))),
            await ReadAsync(
                source,
                "SELECT stream_id, status, lease_id IS NOT NULL FROM outbox_messages",
                row => new StoredMessage(row.GetGuid(0), row.GetString(1), row.GetBoolean(2))),
            await ReadAsync(
                source,
                """
                SELECT m.id, m.subject_id, m.step, p.status, p.due_at <= now(), p.lease_id IS NOT NULL AND (p.status = 'Planned' OR p.leased_until > now())
                FROM pushes p JOIN inbox_messages m ON m.id = p.message_id
                """,
                row => new StoredPush(row.GetGuid(0).ToString(), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetBoolean(5))),
            (await ReadAsync(source, "SELECT starts_at, reserved FROM slot_loads", row => (Slot: Instant(row, 0), Reserved: row.GetInt32(1))))
                .ToDictionary(load => load.Slot, load => load.Reserved));
    }

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource source, string query, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await rows.ReadAsync())
        {
            list.Add(read(rows));
        }

        return list;
    }
}
