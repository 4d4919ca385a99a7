using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>Applies retention at every start and every hour.</summary>
internal sealed partial class RetentionJob(IServiceScopeFactory scopes, TimeProvider time, ILogger<RetentionJob> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var removed = await scope.ServiceProvider.GetRequiredService<Retention>().ApplyAsync(stoppingToken);
                foreach (var (table, rows) in removed.Where(each => each.Value > 0))
                {
                    LogRemoved(rows, table);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFault(exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention removed {Rows} rows of {Table}")]
    private partial void LogRemoved(int rows, string table);

    [LoggerMessage(Level = LogLevel.Error, Message = "Retention could not run ({Fault}); it tries again in an hour")]
    private partial void LogFault(string fault);
}
