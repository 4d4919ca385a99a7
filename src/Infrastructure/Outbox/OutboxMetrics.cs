using System.Diagnostics.Metrics;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Counts deliveries by how they ended.</summary>
internal sealed class OutboxMetrics(IMeterFactory meters)
{
    public const string MeterName = "MobileBackend";

    private readonly Counter<long> _deliveries = meters.Create(MeterName)
        .CreateCounter<long>("outbox.deliveries", "{message}", "Deliveries to the extranet, by outcome");

    public void Settled(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch)
    {
        foreach (var group in batch.GroupBy(settlement => settlement.Outcome?.GetType().Name ?? "Released"))
        {
            _deliveries.Add(group.Count(), new KeyValuePair<string, object?>("outcome", group.Key.ToLowerInvariant()));
        }
    }
}
