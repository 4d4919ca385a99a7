using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Bench.Rig;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using Npgsql;

namespace MobileBackend.Bench.Runs;

/// <summary>
/// C1: people whose day begins at the same midnight, two weeks after their quit date: their state is opened, their day planned, their messages and pushes
/// written. What is judged is how the time for one grows with how many there are; memory is not to grow with them.
/// </summary>
internal sealed class PlannedDays : IRun
{
    private const int DaysSinceQuitting = 14;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    /// <summary>From few to many; a million takes a quarter of an hour or more.</summary>
    private static readonly IReadOnlyList<int> Sizes =
    [
        .. (Environment.GetEnvironmentVariable("BENCH_ENROLMENTS") ?? "10000,100000").Split(',')
            .Select(size => int.Parse(size, CultureInfo.InvariantCulture)).Order(),
    ];

    public string Id => "C1";

    public string What =>
        $"the days of {string.Join(" and of ", Sizes.Select(size => size.ToString("#,0", CultureInfo.InvariantCulture)))} "
            + $"people planned: time for each among many ÷ among few";

    public Goal Goal { get; } = new(1.2, 1, LessIsBetter: true);

    public async Task<Measured> MeasureAsync()
    {
        var measured = new List<(int Size, TimeSpan Took, double Megabytes, string Rows)>();
        foreach (var size in Sizes)
        {
            measured.Add(await MeasureAsync(size));
        }

        double Each(int place) => measured[place].Took.TotalSeconds / measured[place].Size;
        var details = string.Join("; ", measured.Select(run => string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Size:#,0}: {run.Took.TotalSeconds:0} s, {run.Size / run.Took.TotalSeconds:#,0}/s, {run.Megabytes:0} MB, {run.Rows}")));
        return new Measured(Each(measured.Count - 1) / Each(0), null, null, measured.Max(run => run.Megabytes), details);
    }

    private static async Task<(int Size, TimeSpan Took, double Megabytes, string Rows)> MeasureAsync(int size)
    {
        await using var stage = await Stage.SetAsync();
        stage.StopService();
        await SeedAsync(stage, size);
        var watch = Stopwatch.StartNew();
        await stage.StartServiceAsync(new KeyValuePair<string, string?>("Coaching:PollInterval", "00:00:01"));

        // Whether there is one, not how many: counting a million takes a core.
        while (await CountAsync(stage, "(SELECT FROM enrolments WHERE plan_due_at <= now() LIMIT 1) AS due") > 0)
        {
            if (watch.Elapsed > Longest)
            {
                throw new TimeoutException("The days are not planned.");
            }

            await Task.Delay(200);
        }

        var took = watch.Elapsed;
        var (messages, pushes) = (await CountAsync(stage, "inbox_messages"), await CountAsync(stage, "pushes"));
        return (size, took, stage.Service.PeakMegabytes, string.Create(CultureInfo.InvariantCulture, $"{messages:#,0} messages and {pushes:#,0} pushes"));
    }

    private static async Task<long> CountAsync(Stage stage, string rows)
    {
        await using var database = NpgsqlDataSource.Create(stage.ConnectionString);
        await using var command = database.CreateCommand($"SELECT count(*) FROM {rows}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Devices that follow a programme, written as the service writes them.</summary>
    private static async Task SeedAsync(Stage stage, int size)
    {
        var now = Machine.Today();
        var today = FrenchClock.DateAt(now);
        var people = Enumerable.Range(0, size).Select(_ => (Device: Guid.CreateVersion7(now), Enrolment: Guid.CreateVersion7(now))).ToArray();
        await Task.WhenAll(
            stage.CopyAsync(
                "devices (id, app, platform, locale, time_zone, quiet_hours_start, quiet_hours_end, "
                    + "max_messages_per_day, pushed_count, created_at, last_seen_at, revision)",
                people, person => [person.Device, "Tis", "Android", "fr-FR", "Europe/Paris", new TimeOnly(21, 0), new TimeOnly(8, 0), 3, 0, now, now, 1L]),
            stage.CopyAsync(
                "enrolments (id, device_id, programme, version, state, enrolled_at, plan_due_at, revision)",
                people,
                person => [
                    person.Enrolment, person.Device, "tis", 1,
                    stage.Sealer.SealState(EnrolmentId.From(person.Enrolment), StateOf(person.Enrolment, today)).Value, now, now.AddMinutes(-1), 1L,
                ]));
        await stage.ExecuteAsync("VACUUM ANALYZE");
    }

    private static EnrolmentState StateOf(Guid id, DateOnly today)
    {
        var enrolledOn = today.AddDays(-DaysSinceQuitting);
        var journey = new Journey
        {
            Id = id,
            Goal = GoalKind.Quit,
            EnrolledOn = enrolledOn,
            LastActiveOn = today.AddDays(-1),
            Profile = ImmutableDictionary<string, Answer>.Empty
                .Add("cigarettesPerDay", new Answer(Number: 10)).Add("triggers", new Answer(Words: ["coffee", "stress"]))
                .Add("motivations", new Answer(Words: ["health"])),
        }.QuittingOn(enrolledOn, enrolledOn);

        // Two a day, every second of which was done.
        for (var number = 0; number < 2 * DaysSinceQuitting; number++)
        {
            var (occurrence, day) = ($"an-activity-of-the-past-{number}", enrolledOn.AddDays(number / 2));
            journey = journey.Offered(new Offer(occurrence, occurrence, day));
            journey = number % 2 == 0 ? journey.Completed(occurrence, day) : journey;
        }

        return new EnrolmentState { Journey = journey, Messaging = new Messaging(MessageFrequency.Daily, new TimeOnly(8, 30)) };
    }
}
