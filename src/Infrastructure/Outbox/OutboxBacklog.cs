using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>The outbox's depth, the age of its oldest message, and what is parked.</summary>
internal sealed class OutboxBacklog : IBacklogGauge
{
    private readonly ObservableGauge<long> _depth;
    private Sample _sample = new(0, 0, 0);

    public OutboxBacklog(IMeterFactory meters)
    {
        var meter = meters.Create(ServiceMeter.Name);
        _depth = meter.CreateObservableGauge("outbox.depth", () => _sample.Depth, "{message}", "Messages not delivered yet, parked ones included");
        meter.CreateObservableGauge("outbox.oldest_age", () => _sample.OldestAgeSeconds, "s", "Age of the oldest message not delivered yet");
        meter.CreateObservableGauge("outbox.parked", () => _sample.Parked, "{message}", "Messages that were refused, waiting for a person");
    }

    public bool IsCollected => _depth.Enabled;

    public async Task SampleAsync(AppDbContext database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var depth = await database.OutboxMessages.LongCountAsync(cancellationToken);
        var oldest = await database.OutboxMessages.MinAsync(message => (DateTimeOffset?)message.CreatedAt, cancellationToken);
        var parked = await database.OutboxMessages.LongCountAsync(message => message.Status == OutboxStatus.Parked, cancellationToken);
        _sample = new Sample(depth, oldest is { } since ? (now - since).TotalSeconds : 0, parked);
    }

    private sealed record Sample(long Depth, double OldestAgeSeconds, long Parked);
}
