using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Proofs;
using MobileBackend.Infrastructure.Telemetry;
using MobileBackend.Simulators.AppCheck;
using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Proofs;

/// <summary>What tests of proofs have in common.</summary>
internal static class ProofStage
{
    public const string AppCheckHeader = "X-Firebase-AppCheck";
    public const string Callbacks = "/api/v1/callback-requests";
    public const string Devices = "/api/v1/devices";

    /// <summary>Small challenges, and the apps of the simulator.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(AppCheckSimulator? appCheck, params (string Key, string Value)[] more) =>
    [
        new("Proof:Challenge:MaxNumber", "500"),
        new("Callbacks:SlotCapacity", "1000"),
        .. appCheck is null ? [] : (KeyValuePair<string, string?>[])
        [
            new("Proof:AppCheck:BaseUrl", appCheck.BaseAddress.ToString()),
            new("Proof:AppCheck:ProjectNumber", appCheck.ProjectNumber),
            new("Proof:AppCheck:AppIds:0", appCheck.AppId),
        ],
        .. more.Select(each => KeyValuePair.Create($"Proof:{each.Key}", (string?)each.Value)),
    ];

    public static Task<int> UsedChallengesAsync(this ApiHost api) => api.WithServiceAsync((AppDbContext database) => database.UsedChallenges.CountAsync());

    public static ProofCounts CountProofs(this ApiHost api) => new(api.Services.GetRequiredService<IMeterFactory>());
}

/// <summary>What the counter of proofs of one host told, as "flow kind outcome".</summary>
internal sealed class ProofCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public ProofCounts(IMeterFactory host)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, host) && instrument.Meter.Name == ServiceMeter.Name && instrument.Name == "proofs.judged")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var name = string.Join(' ', tags.ToArray().Select(tag => (string)tag.Value!));
            _counts.AddOrUpdate(name, value, (_, sum) => sum + value);
        });
        _listener.Start();
    }

    /// <summary>What was told since the last time, such as "callback challenge good = 1".</summary>
    public List<string> Take()
    {
        var told = _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} = {count.Value}").ToList();
        _counts.Clear();
        return told;
    }

    public void Dispose() => _listener.Dispose();
}
