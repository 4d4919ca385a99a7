using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.CallbackRequests;

/// <summary>Call backs by status.</summary>
internal sealed class CallbackBacklog : IBacklogGauge
{
    private readonly ObservableGauge<long> _requests;
    private IReadOnlyList<Measurement<long>> _sample = [];

    public CallbackBacklog(IMeterFactory meters)
    {
        _requests = meters.Create(ServiceMeter.Name)
            .CreateObservableGauge("callback_requests", () => _sample, "{request}", "Call-back requests held, by status");
    }

    public bool IsCollected => _requests.Enabled;

    public async Task SampleAsync(AppDbContext database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = await database.CallbackRequests.GroupBy(request => request.Status)
            .Select(group => new { Status = group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
        _sample = held.ConvertAll(each =>
            new Measurement<long>(each.Count, new KeyValuePair<string, object?>("status", each.Status.ToString().ToLowerInvariant())));
    }
}
