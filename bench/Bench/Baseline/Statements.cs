namespace MobileBackend.Bench.Baseline;

/// <summary>What the service asks of PostgreSQL, statement by statement: the order of the columns and the names of the aliases are ours.</summary>
internal static class Statements
{
    /// <summary>With every request of a device: is it still one.</summary>
    public const string ActiveDevice = "SELECT 1 FROM devices WHERE id = $1 AND revoked_at IS NULL";

    /// <summary>One call back of a device, with what was tried.</summary>
    public const string Callback = """
        SELECT c.id, c.status, c.reserved_slot, c.wished_slots, c.contact, c.requested_at, a.attempted_at, a.outcome, a.attempt_id, a.recorded_at,
            c.closed_at, c.message_count, c.revision, c.service, c.open_phone_slot_a, c.open_phone_slot_b, c.channel, c.source_name, c.device_id, c.api_key_id,
            c.address_hash, c.proof, c.merged_messages, c.moved_on, c.moves_that_day
        FROM (SELECT * FROM callback_requests WHERE device_id = $1 AND id = $2 LIMIT 2) AS c
        LEFT JOIN callback_attempts AS a ON c.id = a.callback_request_id
        ORDER BY c.id, a.callback_request_id
        """;

    public const string LockKey = "SELECT pg_try_advisory_xact_lock($1)";

    public const string FindKey = "SELECT id, created_at, outcome FROM idempotency_records WHERE key_hash = $1";

    /// <summary>Is the device still one; its requests come one after the other.</summary>
    public const string HoldDevice = "SELECT created_at FROM devices WHERE id = $1 AND revoked_at IS NULL FOR NO KEY UPDATE";

    public const string AskedByDevice = """
        SELECT count(*) FILTER (WHERE is_open), count(*) FILTER (WHERE asked_at > $2), min(asked_at) FILTER (WHERE asked_at > $2)
        FROM (SELECT requested_at AS asked_at, closed_at IS NULL AS is_open FROM callback_requests WHERE device_id = $1
              UNION ALL SELECT asked_at, FALSE FROM spent_asks WHERE device_id = $1) asked
        """;

    public const string Block = "SELECT 1 FROM caller_blocks WHERE until > $1 AND (device_id = $2 OR address_hash = $3) LIMIT 1";

    public const string Holder =
        "SELECT id, device_id, api_key_id, channel FROM callback_requests WHERE open_phone_slot_a = $1 OR open_phone_slot_b = $2 LIMIT 1";

    public const string Waiting = "SELECT 1 FROM waiting_numbers WHERE (phone_slot_a = $1 OR phone_slot_b = $2) AND until > $3 LIMIT 1";

    public const string Reserve = "UPDATE slot_loads SET reserved = reserved + 1 WHERE service = 'Tis' AND starts_at = $1 AND reserved < 1000000";

    public const string AddCallback = """
        INSERT INTO callback_requests (id, closed_at, contact, message_count, requested_at, reserved_slot, revision, service, status, wished_slots,
            open_phone_slot_a, open_phone_slot_b, api_key_id, channel, device_id, source_name, address_hash, proof, merged_messages, moved_on, moves_that_day)
        VALUES ($1, NULL, $2, 1, $3, $4, 1, 'Tis', 'Pending', $5, $6, NULL, NULL, 'App', $7, 'tis', $8, 'none', 0, NULL, 0)
        """;

    public const string AddOutcome = "INSERT INTO idempotency_records (id, created_at, created_id, key_hash, outcome, owner) VALUES ($1, $2, $3, $4, $5, $6)";

    public const string AddMessage = """
        INSERT INTO inbox_messages (id, content, delivered_at, device_id, dismissed_at, read_at, revision, step, subject_id, told_at, topic)
        VALUES ($1, $2, NULL, $3, NULL, NULL, 1, $4, $5, $6, 'Callback')
        """;

    public const string AddDelivery = """
        INSERT INTO outbox_messages (id, attempts, created_at, last_fault, lease_id, not_before, payload, position, status, stream_id, type)
        VALUES ($1, 0, $2, NULL, NULL, 'epoch', $3, 1, 'Waiting', $4, 'callback.requested')
        """;

    public const string AddPush = """
        INSERT INTO pushes (id, attempts, counted_on, counts_towards_ceiling, device_id, due_at, ended_at, expires_at, fault,
            first_tried_at, lease_id, leased_until, message_id, status, urgent_from)
        VALUES ($1, 0, NULL, FALSE, $2, $3, NULL, $4, NULL, NULL, NULL, NULL, $5, 'Planned', $3)
        """;
}
