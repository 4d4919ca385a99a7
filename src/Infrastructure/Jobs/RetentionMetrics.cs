using System.Diagnostics.Metrics;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>Counts what retention removed, by kind.</summary>
internal sealed class RetentionMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _removed = meters.Create(ServiceMeter.Name)
        .CreateCounter<long>("retention.removed", "{row}", "Rows removed because their time was over, by kind");

    public void Removed(string kind, int rows) => _removed.Add(rows, new KeyValuePair<string, object?>("kind", kind));
}
