using System.Diagnostics;
using System.Globalization;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Notifications;
using MobileBackend.Bench.Rig;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;
using Npgsql;

namespace MobileBackend.Bench.Runs;

/// <summary>
/// R6: as many pushes as people, all due at once, each of another person and counted towards their day's ceiling. FCM answers in 100 ms, of
/// a hundred one with 404 and one with 503, of two hundred one with 429.
/// </summary>
internal sealed class DuePushes : IRun
{
    private const int Million = 1_000_000;

    /// <summary>FCM's quota is this much a second, over a minute; ours is a little less.</summary>
    private const int MostInOneSecond = 10_000;

    /// <summary>What is not held back by a fault: the rest of it is to go once its <c>Retry-After</c> is over.</summary>
    private const double AtFirst = 0.985;

    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <summary>A short run says how it goes, not how long a million takes: the pace grows over its first minute.</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("BENCH_PUSHES"), CultureInfo.InvariantCulture, out var count)
        ? count
        : Million;

    public string Id => "R6";

    public string What =>
        string.Create(CultureInfo.InvariantCulture, $"{Count:#,0} due pushes to FCM's simulator, seconds until all but those that FCM put off are sent");

    public Goal Goal { get; } = new(300, 115, " s", LessIsBetter: true);

    public async Task<Measured> MeasureAsync()
    {
        await using var fcm = await FirebaseSimulator.StartAsync(new FirebaseSimulatorOptions { KeepMessages = false });
        fcm.Script.Mix(new FaultMix(
            FaultStep.Slow(Answer),
            new FaultShare(0.01, FcmFault.Unregistered.After(Answer)),
            new FaultShare(0.01, FcmFault.Unavailable().After(Answer)),
            new FaultShare(0.005, FcmFault.QuotaExceeded().After(Answer))));
        await using var stage = await Stage.SetAsync();
        stage.StopService();
        await SeedAsync(stage);
        var account = Path.Combine(stage.Folder, "account.json");
        fcm.WriteServiceAccountFile(account);
        await stage.StartServiceAsync(
            new KeyValuePair<string, string?>("Firebase:BaseUrl", fcm.BaseAddress.ToString()),
            new KeyValuePair<string, string?>("Firebase:ServiceAccountFile", account));
        await fcm.Book.WaitUntilAsync(book => book.RequestCount > 0, Longest);
        var (watch, cost) = (Stopwatch.StartNew(), stage.Service.ProcessorTime);
        await ReachAsync(fcm.Book, AtFirst * Count);
        var took = watch.Elapsed;
        var each = (stage.Service.ProcessorTime - cost) / (AtFirst * Count);
        await ReachAsync(fcm.Book, Count);
        var all = watch.Elapsed;
        var statuses = await StatusesAsync(stage);
        var details = string.Create(
            CultureInfo.InvariantCulture,
            $"{Count:#,0} pushes, {Count * AtFirst / took.TotalSeconds:#,0}/s at {each.TotalMicroseconds:0} µs each; "
                + $"with the repetitions {all.TotalSeconds:0} s; most in a second {fcm.Book.MostRequestsInOneSecond:#,0}; "
                + $"seen twice {fcm.Book.DoubleCount}; {statuses}");
        return new Measured(took.TotalSeconds, null, null, stage.Service.PeakMegabytes, details)
        {
            IsSound = fcm.Book.MostRequestsInOneSecond <= MostInOneSecond && fcm.Book.DoubleCount == 0,
        };
    }

    /// <summary>Waits until so many were accepted, or refused for good.</summary>
    private static async Task ReachAsync(FcmBook book, double count)
    {
        for (var waited = Stopwatch.StartNew(); book.MessageCount + book.Outcomes.GetValueOrDefault("UNREGISTERED") < count; await Task.Delay(100))
        {
            if (waited.Elapsed > Longest)
            {
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"FCM got {book.RequestCount} requests and took {book.MessageCount}."));
            }
        }
    }

    private static async Task<string> StatusesAsync(Stage stage)
    {
        await using var database = NpgsqlDataSource.Create(stage.ConnectionString);
        await using var command = database.CreateCommand(
            "SELECT string_agg(status || ' ' || count, ', ' ORDER BY status) FROM (SELECT status, count(*)::text AS count FROM pushes GROUP BY status) AS s");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Devices with a message and a push each, written as the service writes them.</summary>
    private static async Task SeedAsync(Stage stage)
    {
        var now = Machine.Today();
        var people = Enumerable.Range(0, Count).Select(_ => (
            Device: Guid.CreateVersion7(now), Message: Guid.CreateVersion7(now), Push: Guid.CreateVersion7(now))).ToArray();
        var text = new InboxText(
            "Un nouveau conseil", "Il vous attend dans votre application.", "Un message vous attend", "Ouvrez l’application pour le lire.");
        await Task.WhenAll(
            stage.CopyAsync(
                "devices (id, app, platform, locale, time_zone, push_token, max_messages_per_day, pushed_count, created_at, last_seen_at, revision)",
                people, person => [person.Device, "Tis", "Android", "fr-FR", "Europe/Paris", Token(stage.Sealer, person.Device), 20, 0, now, now, 1L]),
            stage.CopyAsync(
                "inbox_messages (id, device_id, topic, subject_id, step, content, told_at, revision)",
                people,
                person => [
                    person.Message, person.Device, "Callback", person.Message, "bench",
                    stage.Sealer.Seal(InboxMessageId.From(person.Message), text).Value, now, 1L,
                ]),
            stage.CopyAsync(
                "pushes (id, message_id, device_id, status, due_at, expires_at, counts_towards_ceiling, attempts)",
                people, person => [person.Push, person.Message, person.Device, "Planned", now, now.AddDays(1), true, 0]));
        await stage.ExecuteAsync("VACUUM ANALYZE");
    }

    /// <summary>Of the length of FCM's own.</summary>
    private static string Token(IPersonalDataSealer sealer, Guid device) =>
        sealer.Seal("devices:push_token", device, $"{device:N}:{new string('x', 130)}").Value;
}
