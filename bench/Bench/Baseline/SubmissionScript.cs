using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace MobileBackend.Bench.Baseline;

/// <summary>
/// A call back as a script of pgbench: the service's statements, none of which waits for the one before, in two transactions. Ids grow as the
/// service's do. It has devices and slots of its own, as many.
/// </summary>
internal static partial class SubmissionScript
{
    private const int Devices = 100;
    private const int Slots = 300;

    private const string Device = "('00000000-0000-7000-8000-' || lpad(:of_device::text, 12, '0'))::uuid";
    private const string Starts = "(timestamptz '2000-01-01' + :slot::int * interval '30 minutes')";
    private const string Address = "'127.0.0.1'";
    private const string Hash = "lpad((:n::bigint * 1000 + :client_id::bigint)::text, 44, 'x')";

    /// <summary>Adds the devices and slots, and returns the script.</summary>
    public static async Task<string> PrepareAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using (var rows = database.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO devices (id, app, platform, locale, time_zone, max_messages_per_day, pushed_count, created_at, last_seen_at, is_proven, revision)
            SELECT {Device.Replace(":of_device", "device", StringComparison.Ordinal)}, 'Tis', 'Android', 'fr-FR', 'Europe/Paris', 3, 0, now(), now(), FALSE, 1
            FROM generate_series(1, {Devices}) AS device;
            INSERT INTO slot_loads (service, starts_at, reserved)
            SELECT 'Tis', {Starts.Replace(":slot", "slot", StringComparison.Ordinal)}, 0 FROM generate_series(1, {Slots}) AS slot
            """)))
        {
            await rows.ExecuteNonQueryAsync();
        }

        var (contact, outcome, content, payload) = await new SealedSamples(database).ReadAsync() is [var c, var o, var i, var p] ? (c, o, i, p) : default;
        string[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"\\set of_device random(1, {Devices})"),
            string.Create(CultureInfo.InvariantCulture, $"\\set slot random(1, {Slots})"),
            "\\set n :n + 1",
            "\\startpipeline",
            Fill(Statements.ActiveDevice, Device),
            "\\endpipeline",
            "\\startpipeline",
            "BEGIN;",
            Fill(Statements.LockKey, ":n::bigint * 1000 + :client_id::bigint"),
            Fill(Statements.FindKey, Hash),
            Fill(Statements.HoldDevice, Device),
            Fill(Statements.AskedByDevice, Device, "now() - interval '1 day'"),
            Fill(Statements.Block, "now()", Device, Address),
            Fill(Statements.Holder, Hash, "NULL"),
            Fill(Statements.Waiting, Hash, "NULL", "now()"),
            Fill(Statements.Reserve, Starts),
            Fill(Statements.AddCallback, Id(1), $"'{contact}'", "now()", Starts, "'[]'", Hash, Device, Address),
            Fill(Statements.AddOutcome, Id(2), "now()", Id(1), Hash, $"'{outcome}'", $"{Device}::text"),
            Fill(Statements.AddMessage, Id(3), $"'{content}'", Device, "'reserved-1'", Id(1), "now()"),
            Fill(Statements.AddMessage, Id(4), $"'{content}'", Device, "'reminder-1'", Id(1), Starts),
            Fill(Statements.AddDelivery, Id(5), "now()", $"'{payload}'", Id(1)),
            Fill(Statements.AddPush, Id(6), Device, "now()", "now()", Id(4)),
            "COMMIT;",
            "\\endpipeline",
        ];
        return string.Join('\n', lines);
    }

    private static string Id(int kind) => string.Create(
        CultureInfo.InvariantCulture, $"(lpad(to_hex(:n::bigint), 12, '0') || '7000' || lpad(to_hex(:client_id::int), 4, '0') || '{kind:000000000000}')::uuid");

    /// <summary>On one line, with expressions in the places of the parameters.</summary>
    private static string Fill(string statement, params string[] values) => Parameter().Replace(
        statement.Replace('\n', ' '), match =>
            values[int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) - 1]) + ";";

    [GeneratedRegex(@"\$\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
