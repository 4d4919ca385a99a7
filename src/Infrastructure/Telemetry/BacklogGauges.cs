using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Telemetry;

/// <summary>
/// Samples every gauge on a timer, so that collecting metrics never queries the database; and only while they are collected.
/// </summary>
internal sealed partial class BacklogGauges(
    IEnumerable<IBacklogGauge> gauges, IServiceScopeFactory scopes, TimeProvider time, ILogger<BacklogGauges> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly List<IBacklogGauge> _gauges = [.. gauges];

    internal async Task SampleAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        foreach (var gauge in _gauges)
        {
            await gauge.SampleAsync(database, time.GetUtcNow(), cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                if (_gauges.Exists(gauge => gauge.IsCollected))
                {
                    await SampleAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The last figures stand until the database answers again.
                LogNotSampled(exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The backlog could not be sampled ({Fault})")]
    private partial void LogNotSampled(string fault);
}
