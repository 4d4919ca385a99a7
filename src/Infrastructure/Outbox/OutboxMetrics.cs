using System.Diagnostics.Metrics;
using MobileBackend.Infrastructure.Queues;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Counts deliveries by how they ended, and messages that were merged before one was begun.</summary>
internal sealed class OutboxMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _deliveries = meters.Create(ServiceMeter.Name)
        .CreateCounter<long>("outbox.deliveries", "{message}", "Deliveries, by outcome");

    private readonly Counter<long> _merged = meters.Create(ServiceMeter.Name)
        .CreateCounter<long>("outbox.merged", "{message}", "Messages that a newer one made needless before a delivery of them was begun");

    /// <summary>In a transaction that may yet be run again: the exact count is <c>callback_requests.merged_messages</c>.</summary>
    public void Merged(int count) => _merged.Add(count);

    public void Settled(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch)
    {
        foreach (var group in batch.GroupBy(settlement => settlement.Outcome?.GetType().Name ?? "Released"))
        {
            _deliveries.Add(group.Count(), new KeyValuePair<string, object?>("outcome", group.Key.ToLowerInvariant()));
        }
    }
}
