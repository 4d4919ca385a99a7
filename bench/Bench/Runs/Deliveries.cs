using System.Diagnostics;
using System.Globalization;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Bench.Rig;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Infrastructure.Extranet;
using MobileBackend.Simulators.Extranet;
using Npgsql;
using ExtranetMessage = MobileBackend.Application.CallbackRequests.Delivery.ExtranetMessage;

namespace MobileBackend.Bench.Runs;

/// <summary>R5: how fast a backlog goes to the extranet, which checks and keeps every message.</summary>
internal sealed class Deliveries : IRun
{
    private const int Backlog = 40_000;

    /// <summary>The first of them are the warm-up.</summary>
    private const int WarmUp = 10_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public string Id => "R5";

    public string What => "outbox to the extranet's simulator over HTTP, deliveries a second";

    public Goal Goal { get; } = new(2_000, 4_500, "/s");

    public async Task<Measured> MeasureAsync()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var stage = await Stage.SetAsync();
        stage.StopService();
        await SeedAsync(stage);
        await stage.StartServiceAsync(
            new KeyValuePair<string, string?>("Extranet:BaseUrl", extranet.BaseAddress.ToString()),
            new KeyValuePair<string, string?>("Extranet:AccessToken", ExtranetSimulatorOptions.DefaultAccessToken));
        await extranet.Book.WaitUntilAsync(book => book.MessageCount >= WarmUp, Longest);
        var (watch, begun, cost) = (Stopwatch.StartNew(), extranet.Book.MessageCount, stage.Service.ProcessorTime);
        await extranet.Book.WaitUntilAsync(book => book.MessageCount >= Backlog, Longest);
        var took = watch.Elapsed;
        var each = (stage.Service.ProcessorTime - cost) / (Backlog - begun);
        var left = await LeftAsync(stage, Longest);
        var rate = (Backlog - begun) / took.TotalSeconds;
        var details = string.Create(
            CultureInfo.InvariantCulture, $"{Backlog - begun:#,0} in {took.TotalSeconds:0.0} s at {each.TotalMicroseconds:0} µs each, "
                + $"{extranet.Book.RequestCount - Backlog} repeated, {left} left");
        return new Measured(rate, null, null, stage.Service.PeakMegabytes, details) { IsSound = left == 0 && extranet.Book.MessageCount == Backlog };
    }

    /// <summary>Rows that the outbox still has, once it has had time to record the last deliveries.</summary>
    private static async Task<long> LeftAsync(Stage stage, TimeSpan longest)
    {
        await using var database = NpgsqlDataSource.Create(stage.ConnectionString);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            await using var command = database.CreateCommand("SELECT count(*) FROM outbox_messages");
            if (await command.ExecuteScalarAsync() is long left && (left == 0 || waited.Elapsed > longest))
            {
                return left;
            }
        }
    }

    /// <summary>Call backs that wait to be told of, written as the service writes them.</summary>
    private static async Task SeedAsync(Stage stage)
    {
        var now = Machine.Today();
        var slot = new CallbackSlot(new DateTimeOffset(now.Date, TimeSpan.Zero).AddHours(33));
        var ids = Enumerable.Range(0, Backlog).Select(_ => (Callback: Guid.CreateVersion7(now), Message: Guid.CreateVersion7(now))).ToArray();
        await stage.CopyAsync(
            "callback_requests (id, service, status, contact, open_phone_slot_a, channel, source_name, wished_slots, "
                + "reserved_slot, requested_at, message_count, revision)",
            ids, id => [id.Callback, "Tis", "Pending", "sealed", id.Callback.ToString("N"), "App", "tis", """v1:{"slots":[]}""", slot.StartsAt, now, 1, 1L]);
        await stage.CopyAsync(
            "outbox_messages (id, stream_id, position, type, payload, created_at, status, attempts, not_before)",
            ids,
            id => [
                id.Message, id.Callback, 1, ExtranetWire.Requested, Payload(stage, id.Callback, id.Message, slot, now), now, "Waiting", 0,
                DateTimeOffset.UnixEpoch,
            ]);
        await stage.ExecuteAsync("VACUUM ANALYZE");
    }

    private static string Payload(Stage stage, Guid callback, Guid message, CallbackSlot slot, DateTimeOffset now)
    {
        var details = new ExtranetCallback(
            CallbackService.Tis, "Exemple", "Camille", "+33612345678", slot, [slot], InterpreterNeeded: false, CallbackChannel.App, "tis", now);
        var wire = ExtranetWire.Serialize(message, new ExtranetMessage(CallbackRequestId.From(callback), 1, ExtranetMessageType.Requested, now, details));
        return stage.Sealer.Seal("outbox_messages:payload", message, wire).Value;
    }
}
