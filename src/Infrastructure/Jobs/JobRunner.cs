using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>Work that is to be done every so often by one replica. A run may be cut short at any point, and is then done again from its start.</summary>
internal interface IJob
{
    /// <summary>Names the job in the database, at most 64 characters.</summary>
    static abstract string Name { get; }

    /// <summary>The shortest time from the end of a run to the next.</summary>
    static abstract TimeSpan Interval { get; }

    /// <param name="lease">To be renewed after each batch, outside of transactions.</param>
    /// <param name="cancellationToken">The service stops.</param>
    /// <returns>What was done.</returns>
    Task<IReadOnlyList<JobCount>> RunAsync(JobLease lease, CancellationToken cancellationToken);
}

/// <summary>The right to run a job, for as long as it is renewed.</summary>
internal sealed class JobLease(JobRuns runs, string job, Guid id)
{
    public Guid Id => id;

    /// <exception cref="JobLeaseLostException">Another replica has taken over: nothing more is to be done here.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (!await runs.RenewAsync(job, id, cancellationToken))
        {
            throw new JobLeaseLostException();
        }
    }
}

/// <summary>A run went without a sign of life for longer than its lease, and another replica has the job now.</summary>
internal sealed class JobLeaseLostException() : Exception("Another replica has taken the job over.");

/// <summary>Runs a job where it is this replica's turn.</summary>
internal sealed partial class JobRunner(IServiceScopeFactory scopes, IOptions<JobOptions> options, TimeProvider time, ILogger<JobRunner> logger)
{
    /// <param name="early">Whether to run it also before its time; never while another replica runs it.</param>
    /// <param name="cancellationToken">Stops between two batches; whoever looks next goes on.</param>
    /// <returns>What was done; null where the job is not due, or another replica runs it.</returns>
    public async Task<IReadOnlyList<JobCount>?> TryRunAsync<TJob>(bool early, CancellationToken cancellationToken)
        where TJob : IJob
    {
        await using var scope = scopes.CreateAsyncScope();
        var runs = scope.ServiceProvider.GetRequiredService<JobRuns>();
        var leaseId = Guid.CreateVersion7(time.GetUtcNow());
        if (!await runs.TryTakeAsync(TJob.Name, leaseId, early, cancellationToken))
        {
            return null;
        }

        try
        {
            var counts = await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(new JobLease(runs, TJob.Name, leaseId), cancellationToken);

            // What was done is recorded also if the service stops meanwhile.
            return await runs.EndAsync(TJob.Name, leaseId, TJob.Interval, counts, CancellationToken.None) ? counts : throw new JobLeaseLostException();
        }
        catch (Exception exception)
        {
            await GiveBackAsync<TJob>(leaseId, exception is OperationCanceledException ? TimeSpan.Zero : options.Value.Retry);
            throw;
        }
    }

    /// <summary>In a scope of its own: that of the run may be what failed.</summary>
    private async Task GiveBackAsync<TJob>(Guid leaseId, TimeSpan delay)
        where TJob : IJob
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<JobRuns>().ReleaseAsync(TJob.Name, leaseId, delay, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The lease runs out.
            LogNotGivenBack(TJob.Name, exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} could not be given back ({Fault}); it waits for the end of its lease")]
    private partial void LogNotGivenBack(string job, string fault);
}
