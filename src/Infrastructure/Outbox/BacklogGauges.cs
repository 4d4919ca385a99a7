using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>
/// Tells how much waits: the outbox's depth, the age of its oldest message, what is parked, pushes that are late, and call backs by
/// status. Sampled on a timer, so that whoever collects metrics never queries the database; and only while someone does collect them.
/// </summary>
internal sealed partial class BacklogGauges : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILogger<BacklogGauges> _logger;
    private readonly ObservableGauge<long> _depth;
    private Sample _sample = new(0, 0, 0, 0, []);

    public BacklogGauges(IServiceScopeFactory scopes, IMeterFactory meters, TimeProvider time, ILogger<BacklogGauges> logger)
    {
        (_scopes, _time, _logger) = (scopes, time, logger);
        var meter = meters.Create(OutboxMetrics.MeterName);
        _depth = meter.CreateObservableGauge("outbox.depth", () => _sample.Depth, "{message}", "Messages not delivered yet, parked ones included");
        meter.CreateObservableGauge("outbox.oldest_age", () => _sample.OldestAgeSeconds, "s", "Age of the oldest message not delivered yet");
        meter.CreateObservableGauge("outbox.parked", () => _sample.Parked, "{message}", "Messages that the extranet refused, waiting for a person");
        meter.CreateObservableGauge("push.overdue", () => _sample.OverduePushes, "{push}", "Pushes that are due and not sent yet");
        meter.CreateObservableGauge("callback_requests", () => _sample.CallbacksByStatus, "{request}", "Call-back requests held, by status");
    }

    /// <summary>Reads the figures that the gauges tell until the next sample.</summary>
    internal async Task SampleAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var depth = await database.OutboxMessages.LongCountAsync(cancellationToken);
        var oldest = await database.OutboxMessages.MinAsync(message => (DateTimeOffset?)message.CreatedAt, cancellationToken);
        var parked = await database.OutboxMessages.LongCountAsync(message => message.Status == OutboxStatus.Parked, cancellationToken);
        var callbacks = await database.CallbackRequests.GroupBy(request => request.Status)
            .Select(group => new { Status = group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
        var now = _time.GetUtcNow();
        var overdue = await database.Pushes.LongCountAsync(push => push.Status == PushStatus.Planned && push.DueAt <= now, cancellationToken);
        _sample = new Sample(
            depth,
            oldest is { } since ? (now - since).TotalSeconds : 0,
            parked,
            overdue,
            [.. callbacks.Select(each => new Measurement<long>(each.Count, new KeyValuePair<string, object?>("status", each.Status.ToString().ToLowerInvariant())))]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                if (_depth.Enabled)
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

    private sealed record Sample(long Depth, double OldestAgeSeconds, long Parked, long OverduePushes, IReadOnlyList<Measurement<long>> CallbacksByStatus);
}
