using System.Diagnostics.Metrics;
using MobileBackend.Infrastructure.Queues;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>Counts pushes by how a try ended.</summary>
internal sealed class PushMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _pushes = meters.Create(ServiceMeter.Name)
        .CreateCounter<long>("push.tries", "{push}", "Pushes tried, by outcome");

    public void Settled(IReadOnlyList<Settlement<DuePush, PushOutcome>> batch)
    {
        foreach (var group in batch.GroupBy(settlement => settlement.Outcome?.GetType().Name ?? "Released"))
        {
            _pushes.Add(group.Count(), new KeyValuePair<string, object?>("outcome", group.Key.ToLowerInvariant()));
        }
    }
}
