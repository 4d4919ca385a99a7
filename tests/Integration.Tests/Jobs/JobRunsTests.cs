using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Jobs;

public sealed class JobRunsTests
{
    private const string Job = "job-in-tests";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task TryTake_ManyAtOnce_OneGetsTheJob(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var writers = new WriterQueue(oneAtATime: kind == DatabaseKind.Sqlite);

        for (var round = 0; round < 5; round++)
        {
            var taken = await Task.WhenAll(Enumerable.Range(1, 8).Select(async replica =>
            {
                await using var context = database.Open();
                return await Runs(context, writers, Hour).TryTakeAsync(Job, Lease(replica), early: true, CancellationToken.None) ? Lease(replica) : (Guid?)null;
            }));

            var holder = taken.Where(lease => lease is not null).ShouldHaveSingleItem()!.Value;
            await using var context = database.Open();
            (await Runs(context, writers, Hour).EndAsync(Job, holder, Hour, [], CancellationToken.None)).ShouldBeTrue();
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task TryTake_AfterARunThatEnded_WaitsForTheNextUnlessEarly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var writers = new WriterQueue(oneAtATime: kind == DatabaseKind.Sqlite);
        await using var context = database.Open();
        var runs = Runs(context, writers, Hour);

        (await runs.TryTakeAsync(Job, Lease(1), early: false, CancellationToken.None)).ShouldBeTrue("nobody ever ran it");
        (await runs.TryTakeAsync(Job, Lease(1), early: false, CancellationToken.None)).ShouldBeTrue("the same run asks again after a lost connection");
        (await runs.TryTakeAsync(Job, Lease(2), early: true, CancellationToken.None)).ShouldBeFalse("early is not while another runs it");
        await runs.EndAsync(Job, Lease(1), Hour, [new JobCount("things", "removed", 3)], CancellationToken.None);

        (await runs.TryTakeAsync(Job, Lease(3), early: false, CancellationToken.None)).ShouldBeFalse();
        var row = await context.JobRuns.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        row.Counts.ShouldBe([new JobCount("things", "removed", 3)]);
        (row.DueAt - row.EndedAt!.Value).ShouldBeInRange(Hour - TimeSpan.FromMinutes(1), Hour + TimeSpan.FromMinutes(1));
        row.LeaseId.ShouldBeNull();
        (await runs.TryTakeAsync(Job, Lease(4), early: true, CancellationToken.None)).ShouldBeTrue();
        await runs.ReleaseAsync(Job, Lease(4), TimeSpan.Zero, CancellationToken.None);
        (await runs.TryTakeAsync(Job, Lease(5), early: false, CancellationToken.None)).ShouldBeTrue("a run that was given back is due");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task TryTake_HolderDied_AnotherTakesOverAndTheFirstIsFencedOff(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var writers = new WriterQueue(oneAtATime: kind == DatabaseKind.Sqlite);
        await using var context = database.Open();
        var brief = Runs(context, writers, TimeSpan.FromMilliseconds(50));
        (await brief.TryTakeAsync(Job, Lease(1), early: false, CancellationToken.None)).ShouldBeTrue();

        await Eventually.TrueAsync(() => Runs(context, writers, Hour).TryTakeAsync(Job, Lease(2), early: false, CancellationToken.None));

        await Should.ThrowAsync<JobLeaseLostException>(() => new JobLease(brief, Job, Lease(1)).RenewAsync(CancellationToken.None));
        (await brief.EndAsync(Job, Lease(1), Hour, [], CancellationToken.None)).ShouldBeFalse();
        await brief.ReleaseAsync(Job, Lease(1), TimeSpan.Zero, CancellationToken.None);
        (await brief.TryTakeAsync(Job, Lease(3), early: true, CancellationToken.None)).ShouldBeFalse("the dead one gave nothing back that is not its own");
        await new JobLease(brief, Job, Lease(2)).RenewAsync(CancellationToken.None);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task TryRun_JobThatFails_IsGivenBackForARetry(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(
            database, settings: [new("Jobs:Retry", "00:00:00.100")], configure: services => services.AddScoped<Failing>());
        var runner = api.Services.GetRequiredService<JobRunner>();

        await Should.ThrowAsync<NotSupportedException>(() => runner.TryRunAsync<Failing>(early: false, CancellationToken.None));

        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return await runner.TryRunAsync<Failing>(early: false, CancellationToken.None) is not null;
            }
            catch (NotSupportedException)
            {
                return true;
            }
        });
        (await api.WithServiceAsync((AppDbContext context) => context.JobRuns.SingleAsync(run => run.Job == Failing.Name))).EndedAt.ShouldBeNull();
    }

    private static JobRuns Runs(AppDbContext context, WriterQueue writers, TimeSpan lease) =>
        new(context, writers, Options.Create(new JobOptions { Lease = lease }));

    private static Guid Lease(int replica) => new(replica, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    private sealed class Failing : IJob
    {
        public static string Name => "failing-in-tests";

        public static TimeSpan Interval => Hour;

        public Task<IReadOnlyList<JobCount>> RunAsync(JobLease lease, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
