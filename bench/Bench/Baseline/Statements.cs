namespace MobileBackend.Bench.Baseline;

/// <summary>What the service asks of PostgreSQL, statement by statement: the order of the columns and the names of the aliases are ours.</summary>
internal static class Statements
{
    /// <summary>With every request of a device: is it still one.</summary>
    public const string ActiveDevice = "SELECT EXISTS (SELECT 1 FROM devices AS d WHERE d.id = $1 AND d.revoked_at IS NULL)";

    /// <summary>One call back of a device, with what was tried.</summary>
    public const string Callback = """
        SELECT c.id, c.status, c.reserved_slot, c.wished_slots, c.contact, c.requested_at, a.attempted_at, a.outcome, a.attempt_id, a.recorded_at,
            c.closed_at, c.message_count, c.revision, c.service, c.open_phone_slot_a, c.open_phone_slot_b, c.channel, c.source_name, c.device_id, c.api_key_id
        FROM (SELECT * FROM callback_requests WHERE device_id = $1 AND id = $2 LIMIT 2) AS c
        LEFT JOIN callback_attempts AS a ON c.id = a.callback_request_id
        ORDER BY c.id, a.callback_request_id
        """;
}
