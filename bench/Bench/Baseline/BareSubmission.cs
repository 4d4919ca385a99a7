using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MobileBackend.Bench.Rig;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using Npgsql;

namespace MobileBackend.Bench.Baseline;

/// <summary>Sealed texts that the service wrote, to be written again: encryption is what the bare API does not have to do.</summary>
internal sealed class SealedSamples(NpgsqlDataSource database)
{
    private readonly Lazy<Task<string[]>> _texts = new(async () =>
    {
        await using var command = database.CreateCommand("""
            SELECT (SELECT max(contact) FROM callback_requests), (SELECT max(outcome) FROM idempotency_records),
                (SELECT max(content) FROM inbox_messages), (SELECT max(payload) FROM outbox_messages)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return [reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)];
    });

    /// <summary>Contact, idempotent outcome, inbox content, outbox payload.</summary>
    public Task<string[]> ReadAsync() => _texts.Value;
}

/// <summary>A call back taken without judging anything: the service's statements, in a batch for the credential and one for the transaction.</summary>
internal static class BareSubmission
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    public static async Task<IResult> AnswerAsync(Guid deviceId, HttpRequest request, NpgsqlDataSource database, SealedSamples samples)
    {
        var body = (await JsonSerializer.DeserializeAsync<Body>(request.Body, JsonSerializerOptions.Web))!;
        var texts = await samples.ReadAsync();
        var now = Machine.Today();
        var starts = FrenchClock.ToInstant(body.WishedSlots[0].Date, body.WishedSlots[0].Start);
        var phone = Hash(body.PhoneNumber);
        var address = Hash("127.0.0.1");
        var key = Hash(request.Headers["Idempotency-Key"].ToString());
        var (id, first, second) = (NewId(now), NewId(now), NewId(now));

        await using var connection = await database.OpenConnectionAsync();
        await using (var before = new NpgsqlBatch(connection))
        {
            Add(before, Statements.ActiveDevice, deviceId);
            await before.ExecuteNonQueryAsync();
        }

        await using var batch = new NpgsqlBatch(connection);
        Add(batch, Statements.LockKey, (long)key.GetHashCode(StringComparison.Ordinal));
        Add(batch, Statements.FindKey, key);
        Add(batch, Statements.HoldDevice, deviceId);
        Add(batch, Statements.AskedByDevice, deviceId, now.AddDays(-1));
        Add(batch, Statements.Block, now, deviceId, address);
        Add(batch, Statements.Holder, phone, DBNull.Value);
        Add(batch, Statements.Waiting, phone, DBNull.Value, now);
        Add(batch, Statements.Reserve, starts);
        Add(batch, Statements.AddCallback, id, texts[0], now, starts, JsonSerializer.Serialize(body.WishedSlots), phone, deviceId, address);
        Add(batch, Statements.AddOutcome, NewId(now), now, id, key, texts[1], deviceId.ToString());
        Add(batch, Statements.AddMessage, first, texts[2], deviceId, "reserved-1", id, now);
        Add(batch, Statements.AddMessage, second, texts[2], deviceId, "reminder-1", id, starts - Reminder);
        Add(batch, Statements.AddDelivery, NewId(now), now, texts[3], id);
        Add(batch, Statements.AddPush, NewId(now), deviceId, starts - Reminder, starts, second);
        await batch.ExecuteNonQueryAsync();
        return TypedResults.Json(new Answer(id, "pending", starts, body.WishedSlots), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }

    private static void Add(NpgsqlBatch batch, string statement, params ReadOnlySpan<object> values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = statement;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }

    private static Guid NewId(DateTimeOffset now) => Guid.CreateVersion7(now);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Body(string PhoneNumber, IReadOnlyList<WishedSlot> WishedSlots);

    private sealed record Answer(Guid Id, string Status, DateTimeOffset ReservedSlot, IReadOnlyList<WishedSlot> WishedSlots);
}
