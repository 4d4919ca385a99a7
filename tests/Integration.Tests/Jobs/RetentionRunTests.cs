using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Proofs;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Jobs;

public sealed class RetentionRunTests
{
    private const string Path = "/api/v1/callback-requests";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Run_EveryKindAtItsEnd_DoesWhatThePreviewSaid(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        await LeaveSomethingOfEachKindAsync(api);
        (await api.ApplyRetentionAsync()).ShouldAllBe(count => count.Count == 0, "nothing has ended yet");

        api.Time.Advance(TimeSpan.FromDays(1990));
        await api.RegisterDeviceAsync();
        api.Time.Advance(TimeSpan.FromDays(10));
        using var metric = new RemovedRows(api.Services.GetRequiredService<IMeterFactory>());
        var preview = await api.PreviewRetentionAsync();
        var removed = await api.ApplyRetentionAsync();

        removed.ShouldBe(preview);
        metric.ByKind.ShouldBe(
            removed.Where(count => count.Deed == "removed").ToDictionary(count => count.Kind, count => (long)count.Count), ignoreOrder: true);
        removed.ShouldAllBe(count => count.Count > 0 || count.Deed == "erased", "one of each kind was left, and nobody is erased without a warning");
        (await api.PreviewRetentionAsync()).ShouldAllBe(count => count.Count == 0, "a second run finds nothing");

        api.Time.Advance(TimeSpan.FromDays(30));
        preview = await api.PreviewRetentionAsync();
        (await api.ApplyRetentionAsync()).ShouldBe(preview);
        preview.Of("devices", "erased").ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Run_TwoReplicasAtOnce_DoTheWorkOnce(DatabaseKind kind)
    {
        const int Rows = 3000;
        await using var database = await TestDatabase.CreateAsync(kind);
        KeyValuePair<string, string?>[] noLook = [new("Jobs:PollInterval", "1.00:00:00")];
        await using var one = await ApiHost.StartAsync(database, settings: noLook);
        await one.ApplyRetentionAsync();
        await using var other = await ApiHost.StartAsync(database, settings: noLook, time: one.Time);
        await AddCountersAsync(database, one.Time.Now.AddDays(-2), Rows);
        await using var context = database.Open();
        await context.JobRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.DueAt, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(turn =>
            (turn % 2 == 0 ? one : other).Services.GetRequiredService<JobRunner>().TryRunAsync<Retention>(early: false, CancellationToken.None)));

        answers.Where(counts => counts is not null).ShouldHaveSingleItem()!.Of("usage_counters").ShouldBe(Rows);
        (await context.UsageCounters.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        (await context.JobRuns.SingleAsync(TestContext.Current.CancellationToken)).LeaseId.ShouldBeNull();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Service_AtItsStart_RunsRetentionOnceForAllReplicasAndTakesOverFromADeadOne(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        await AddCountersAsync(database, ApiHost.Start.AddDays(-2), 3);
        using (var writers = new WriterQueue(oneAtATime: true))
        {
            var dead = new JobRuns(context, writers, Options.Create(new JobOptions { Lease = TimeSpan.FromMilliseconds(500) }));
            (await dead.TryTakeAsync(Retention.Name, new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), early: false, CancellationToken.None)).ShouldBeTrue();
        }

        await using var first = await ApiHost.StartAsync(database, settings: [new("Jobs:PollInterval", "00:00:00.050")]);
        await Eventually.TrueAsync(async () => (await RowAsync(context)).EndedAt is not null);
        var ended = await RowAsync(context);
        ended.Counts!.Of("usage_counters").ShouldBe(3);
        await AddCountersAsync(database, ApiHost.Start.AddDays(-2), 2);
        await using (await ApiHost.StartAsync(database, settings: [new("Jobs:PollInterval", "00:00:00.010")]))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }

        (await RowAsync(context)).EndedAt.ShouldBe(ended.EndedAt, "an hour's run is not repeated");
        (await context.UsageCounters.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Preview_WithMuchToEnd_ChangesNothingAtAll(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        await LeaveSomethingOfEachKindAsync(api);
        await api.ApplyRetentionAsync();
        api.Time.Advance(TimeSpan.FromDays(2000));
        var before = await DumpAsync(database);

        (await api.PreviewRetentionAsync()).Sum(count => count.Count).ShouldBeGreaterThan(10);

        (await DumpAsync(database)).ShouldBe(before);
    }

    private static Task<JobRun> RowAsync(AppDbContext context) => context.JobRuns.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);

    private static async Task LeaveSomethingOfEachKindAsync(ApiHost api)
    {
        var partner = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));
        var closed = await partner.PostOnceAsync(Path, CallbackBodies.Submit(), "key-1").ReadAsync(HttpStatusCode.Created);
        var lease = Guid.CreateVersion7(api.Time.Now);
        await api.WithServiceAsync((OutboxStore store) => store.ClaimAsync(1, lease, CancellationToken.None));
        await partner.PostAsync($"{Path}/{closed["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        await (await api.RegisterDeviceAsync()).DeleteAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK);
        var device = await api.Http.PostAsJsonAsync("/api/v1/devices", new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" })
            .ReadAsync(HttpStatusCode.Created);
        var number = CallbackBodies.FreshNumber();
        await api.WithBearer((string)device["accessToken"]!).SubmitCallbackAsync(number);
        await partner.PostAsJsonAsync(Path, CallbackBodies.Submit(number)).ReadProblemAsync(HttpStatusCode.Conflict);
        var declined = await partner.SubmitCallbackAsync();
        var attempt = CallbackBodies.Attempt("attempt-1", "declined");
        attempt["attemptedAt"] = "2026-11-23T08:00:00Z";
        await api.StaffClient("extranet").PostAsJsonAsync($"/api/v1/extranet/callback-requests/{declined["id"]}/attempts", attempt)
            .ReadAsync(HttpStatusCode.OK);
        var block = new { addressHash = "of-an-address", until = "2026-11-23T20:00:00Z", reason = "essai" };
        await api.StaffClient("supervisor").PostAsJsonAsync("/api/v1/staff/blocks", block).ReadAsync(HttpStatusCode.Created);
        await api.WithServiceAsync((AppDbContext context) =>
        {
            context.UsedChallenges.Add(new UsedChallenge { SignatureHash = "hash", ExpiresAt = api.Time.Now });
            return context.SaveChangesAsync();
        });
        var renewal = api.WithHeader("Idempotency-Key", "renewal-1");
        await renewal.PostAsJsonAsync("/api/v1/devices/tokens", new { refreshToken = (string)device["refreshToken"]! }).ReadAsync(HttpStatusCode.OK);
    }

    private static async Task AddCountersAsync(TestDatabase database, DateTimeOffset windowEnd, int rows)
    {
        await using var context = database.Open();
        context.UsageCounters.AddRange(Enumerable.Range(0, rows).Select(each =>
            new UsageCounter { Counter = "counter-in-tests", Subject = $"subject-{each}", WindowEnd = windowEnd, Uses = 1 }));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every value of every table.</summary>
    private static async Task<List<string>> DumpAsync(TestDatabase database)
    {
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        foreach (var table in context.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct())
        {
            await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The name of a table cannot be a parameter, and comes from the model.
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                rows.Add($"{table}: {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue))}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>What the metric <c>retention.removed</c> of one host counted.</summary>
    private sealed class RemovedRows : IDisposable
    {
        private readonly MeterListener _listener = new();

        public RemovedRows(IMeterFactory host)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, host) && instrument.Name is "retention.removed")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, rows, tags, _) => ByKind.AddOrUpdate((string)tags[0].Value!, rows, (_, sum) => sum + rows));
            _listener.Start();
        }

        public ConcurrentDictionary<string, long> ByKind { get; } = new(StringComparer.Ordinal);

        public void Dispose() => _listener.Dispose();
    }
}
