using System.Diagnostics.Metrics;
using MobileBackend.Api.RateLimiting;

namespace MobileBackend.Api.LoadShedding;

/// <summary>
/// Which requests share places. People's apps and sites have the general lane. Staff and the call centre's extranet have one of their own,
/// which no crowd of theirs can fill: what they do relieves the others. It has a limit too, since anyone may ask for a staff path before
/// it is known who they are. What watches over the service has none.
/// </summary>
internal sealed class Lanes : IDisposable
{
    private const string MeterName = "MobileBackend";
    private const string LaneTag = "lane";

    /// <summary>Staff are few, and their lane shares the database's connections with the general one.</summary>
    private const int ShareOfStaff = 4;

    private static readonly string[] StaffPaths = ["api/v{version:apiVersion}/staff/", "api/v{version:apiVersion}/extranet/"];

    private readonly Lane _general;
    private readonly Lane _memory;
    private readonly Lane _staff;
    private readonly Counter<long> _shed;

    public Lanes(LoadSheddingOptions options, TimeProvider time, IMeterFactory meters)
    {
        _general = new Lane("general", options.MaxConcurrentRequests, options, time);
        _memory = new Lane("memory", options.MaxConcurrentRequests, options, time);
        _staff = new Lane("staff", (options.MaxConcurrentRequests + ShareOfStaff - 1) / ShareOfStaff, options, time);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("requests.in_flight", () => Measure(lane => lane.InFlight), "{request}", "Requests being worked on, by lane");
        meter.CreateObservableGauge("requests.queued", () => Measure(lane => lane.Queued), "{request}", "Requests waiting for a place, by lane");
        _shed = meter.CreateCounter<long>("requests.shed", "{request}", "Requests answered 503 because there was no place, by lane");
    }

    /// <summary>Null for an endpoint without limits.</summary>
    public Lane? For(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<UnlimitedAttribute>() is not null ? null
        : endpoint?.Metadata.GetMetadata<AnsweredFromMemoryAttribute>() is not null ? _memory
        : IsOfStaff(endpoint) ? _staff
        : _general;

    public void Shed(Lane lane) => _shed.Add(1, Tag(lane));

    public void Dispose()
    {
        _general.Dispose();
        _memory.Dispose();
        _staff.Dispose();
    }

    private static bool IsOfStaff(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } path } && StaffPaths.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal));

    private static KeyValuePair<string, object?> Tag(Lane lane) => new(LaneTag, lane.Name);

    private IEnumerable<Measurement<long>> Measure(Func<Lane, long> figure) =>
        new[] { _general, _memory, _staff }.Select(lane => new Measurement<long>(figure(lane), Tag(lane)));
}
