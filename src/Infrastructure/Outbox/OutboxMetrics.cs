using System.Diagnostics.Metrics;
using MobileBackend.Infrastructure.Queues;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Counts deliveries by how they ended.</summary>
internal sealed class OutboxMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _deliveries = meters.Create(ServiceMeter.Name)
        .CreateCounter<long>("outbox.deliveries", "{message}", "Deliveries, by outcome");

    public void Settled(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch)
    {
        foreach (var group in batch.GroupBy(settlement => settlement.Outcome?.GetType().Name ?? "Released"))
        {
            _deliveries.Add(group.Count(), new KeyValuePair<string, object?>("outcome", group.Key.ToLowerInvariant()));
        }
    }
}
