using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>Who runs a job, and when. Each call is one statement, timed by the database's clock, so that replicas with different clocks agree.</summary>
internal sealed class JobRuns(AppDbContext database, WriterQueue writers, IOptions<JobOptions> options)
{
    private TimeSpan Lease => options.Value.Lease;

    private bool IsPostgres => database is PostgresAppDbContext;

    /// <summary>Takes a job that is due and that nobody runs. Of any number who try at once, one succeeds.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="leaseId">Names the run; asked again, as after a lost connection, the same one succeeds again.</param>
    /// <param name="early">Whether to take it also before its time; never while another runs it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> TryTakeAsync(string job, Guid leaseId, bool early, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await ExecuteAsync(
            IsPostgres
                ? (FormattableString)$"""
                   INSERT INTO job_runs AS j (job, lease_id, leased_until, due_at) VALUES ({job}, {leaseId}, clock_timestamp() + {Lease}, clock_timestamp())
                   ON CONFLICT (job) DO UPDATE SET lease_id = excluded.lease_id, leased_until = clock_timestamp() + {Lease}
                   WHERE j.lease_id = {leaseId}
                       OR ((j.leased_until IS NULL OR j.leased_until <= clock_timestamp()) AND (j.due_at <= clock_timestamp() OR {early}))
                   """
                : $"""
                   INSERT INTO job_runs (job, lease_id, leased_until, due_at)
                   VALUES ({job}, {leaseId}, CAST(unixepoch('subsec') * 1000000 AS INTEGER) + {Microseconds(Lease)},
                       CAST(unixepoch('subsec') * 1000000 AS INTEGER))
                   ON CONFLICT (job) DO UPDATE SET lease_id = excluded.lease_id, leased_until = excluded.leased_until
                   WHERE lease_id = {leaseId}
                       OR ((leased_until IS NULL OR leased_until <= CAST(unixepoch('subsec') * 1000000 AS INTEGER))
                           AND (due_at <= CAST(unixepoch('subsec') * 1000000 AS INTEGER) OR {early}))
                   """,
            cancellationToken) == 1;
    }

    /// <summary>Says that the run is alive. False where another replica has taken the job over.</summary>
    public async Task<bool> RenewAsync(string job, Guid leaseId, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await ExecuteAsync(
            IsPostgres
                ? $"UPDATE job_runs SET leased_until = clock_timestamp() + {Lease} WHERE job = {job} AND lease_id = {leaseId}"
                : (FormattableString)$"""
                   UPDATE job_runs SET leased_until = CAST(unixepoch('subsec') * 1000000 AS INTEGER) + {Microseconds(Lease)}
                   WHERE job = {job} AND lease_id = {leaseId}
                   """,
            cancellationToken) == 1;
    }

    /// <summary>Ends the run, if its lease still holds; the next one is not before <paramref name="interval"/> has passed.</summary>
    public async Task<bool> EndAsync(string job, Guid leaseId, TimeSpan interval, IReadOnlyList<JobCount> counts, CancellationToken cancellationToken)
    {
        var stored = StoredText.Write(StoredJobCountsV1.From(counts));
        using var turn = await writers.EnterAsync(cancellationToken);
        return await ExecuteAsync(
            IsPostgres
                ? (FormattableString)$"""
                   UPDATE job_runs SET lease_id = NULL, leased_until = NULL, due_at = clock_timestamp() + {interval}, ended_at = clock_timestamp(),
                       counts = {stored}
                   WHERE job = {job} AND lease_id = {leaseId}
                   """
                : $"""
                   UPDATE job_runs SET lease_id = NULL, leased_until = NULL, counts = {stored},
                       due_at = CAST(unixepoch('subsec') * 1000000 AS INTEGER) + {Microseconds(interval)},
                       ended_at = CAST(unixepoch('subsec') * 1000000 AS INTEGER)
                   WHERE job = {job} AND lease_id = {leaseId}
                   """,
            cancellationToken) == 1;
    }

    /// <summary>Gives the job back undone, if the lease still holds; it is due again after <paramref name="delay"/>.</summary>
    public async Task ReleaseAsync(string job, Guid leaseId, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        await ExecuteAsync(
            IsPostgres
                ? (FormattableString)$"""
                   UPDATE job_runs SET lease_id = NULL, leased_until = NULL, due_at = clock_timestamp() + {delay} WHERE job = {job} AND lease_id = {leaseId}
                   """
                : $"""
                   UPDATE job_runs SET lease_id = NULL, leased_until = NULL, due_at = CAST(unixepoch('subsec') * 1000000 AS INTEGER) + {Microseconds(delay)}
                   WHERE job = {job} AND lease_id = {leaseId}
                   """,
            cancellationToken);
    }

    /// <summary>EF tries statements of this kind once; these may be repeated, since each says whose run it means.</summary>
    private Task<int> ExecuteAsync(FormattableString statement, CancellationToken cancellationToken) =>
        database.Database.CreateExecutionStrategy().ExecuteAsync(token => database.Database.ExecuteSqlAsync(statement, token), cancellationToken);

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
