using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using MobileBackend.Application.CallbackRequests.Admission;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Proofs;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

/// <summary>
/// Counts admissions. Many refusals for want of a share in a short time mean that places are asked for faster than people ask: an alert is given once for
/// each such stretch, on each replica.
/// </summary>
internal sealed partial class AdmissionWatch : IAdmissionWatch
{
    private const int Alarming = 20;

    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);

    private readonly Counter<long> _taken;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _overShare;
    private readonly TimeProvider _time;
    private readonly ILogger<AdmissionWatch> _logger;
    private readonly Lock _lock = new();
    private DateTimeOffset _stretchEnds;
    private int _inStretch;

    public AdmissionWatch(IMeterFactory meters, TimeProvider time, ILogger<AdmissionWatch> logger)
    {
        var meter = meters.Create(ServiceMeter.Name);
        _taken = meter.CreateCounter<long>("callback_requests.taken", "{request}", "Call backs taken, by channel and proof");
        _refused = meter.CreateCounter<long>("callback_requests.refused", "{request}", "Call backs refused, by code and proof");
        _overShare = meter.CreateCounter<long>("callback_requests.over_share", "{request}", "Requests beyond the share of their source, by standing");
        (_time, _logger) = (time, logger);
    }

    public void Taken(CallbackChannel channel, CallerProof proof) =>
        _taken.Add(1, new("channel", channel.ToString().ToLowerInvariant()), new KeyValuePair<string, object?>("proof", Word(proof)));

    public void Refused(string code, CallerProof proof) => _refused.Add(1, new("code", code), new KeyValuePair<string, object?>("proof", Word(proof)));

    public void OverShare(Standing standing)
    {
        _overShare.Add(1, new KeyValuePair<string, object?>("standing", standing.ToString().ToLowerInvariant()));
        if (IsAlarming())
        {
            LogAlarm(Alarming, Stretch);
        }
    }

    private bool IsAlarming()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (now >= _stretchEnds || _stretchEnds > now + Stretch)
            {
                (_stretchEnds, _inStretch) = (now + Stretch, 0);
            }

            return ++_inStretch == Alarming;
        }
    }

    private static string Word(CallerProof proof) => proof.ToString().ToLowerInvariant();

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} requests within {Stretch} asked for more call-back places than one address or key may hold: see GET /staff/callback-requests")]
    private partial void LogAlarm(int count, TimeSpan stretch);
}
