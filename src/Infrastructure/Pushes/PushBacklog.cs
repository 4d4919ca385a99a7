using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>Pushes that are late.</summary>
internal sealed class PushBacklog : IBacklogGauge
{
    private readonly ObservableGauge<long> _overdue;
    private long _sample;

    public PushBacklog(IMeterFactory meters)
    {
        _overdue = meters.Create(ServiceMeter.Name)
            .CreateObservableGauge("push.overdue", () => Interlocked.Read(ref _sample), "{push}", "Pushes that are due and not sent yet");
    }

    public bool IsCollected => _overdue.Enabled;

    public async Task SampleAsync(AppDbContext database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var overdue = await database.Pushes.LongCountAsync(push => push.Status == PushStatus.Planned && push.DueAt <= now, cancellationToken);
        Interlocked.Exchange(ref _sample, overdue);
    }
}
