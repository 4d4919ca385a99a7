using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>Looks, at the start and every so often, whether it is this replica's turn to run a job.</summary>
internal sealed partial class JobWorker<TJob>(
    JobRunner runner, IOptions<JobOptions> options, TimeProvider time, ILogger<JobWorker<TJob>> logger) : BackgroundService
    where TJob : IJob
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollInterval, time);
        do
        {
            try
            {
                await runner.TryRunAsync<TJob>(early: false, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(TJob.Name, exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} could not run to its end ({Fault}); it is tried again")]
    private partial void LogFault(string job, string fault);
}
