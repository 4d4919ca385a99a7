using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Infrastructure.Telemetry;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Telemetry;

public sealed class OwnTelemetryTests
{
    private const string Path = "/api/v1/callback-requests";
    private const string Name = "Canarelle-Unique";
    private const string Query = "canary-in-the-query";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Metrics_OfTheOutboxAndTheCallBacks_TellHowItStands(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet);
        using var metrics = new Measured(api.Services.GetRequiredService<IMeterFactory>());
        var gauges = api.Services.GetServices<IHostedService>().OfType<BacklogGauges>().Single();
        await gauges.SampleAsync(TestContext.Current.CancellationToken);
        metrics.Read().ShouldBe(["outbox.depth = 0", "outbox.oldest_age = 0", "outbox.parked = 0", "push.overdue = 0"]);
        var device = await api.RegisterDeviceAsync();

        extranet.Script.Next(FaultStep.Answer(422));
        var refused = (string)(await device.SubmitCallbackAsync())["id"]!;
        await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["parked"]! == 1);
        api.Time.Advance(TimeSpan.FromSeconds(90));
        await device.PostAsync($"{Path}/{refused}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        extranet.Script.Next(FaultStep.Answer(500));
        await device.SubmitCallbackAsync();
        await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["depth"]! == 2);
        await device.SubmitCallbackAsync();
        await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["depth"]! == 2);
        await gauges.SampleAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => Task.FromResult(metrics.Deliveries.Values.Sum() == 4));
        metrics.Deliveries.ShouldBe(new Dictionary<string, long> { ["refused"] = 1, ["failed"] = 1, ["delivered"] = 2 }, ignoreOrder: true);
        metrics.Read().ShouldBe(
            [
                "callback_requests cancelled = 1",
                "callback_requests queued = 2",
                "outbox.depth = 2",
                "outbox.oldest_age = 90",
                "outbox.parked = 1",
                "push.overdue = 0"]);
    }

    [Fact]
    public async Task Export_ToTheOtlpEndpoint_ArrivesAndKnowsNobody()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var extranet = await ExtranetSimulator.StartAsync();
        extranet.Script.Next(FaultStep.Answer(422));
        await using (var api = await ApiHost.StartAsync(database, extranet, receiver.Settings))
        {
            var device = await api.RegisterDeviceAsync();
            var body = CallbackBodies.Submit("0639123987");
            body["firstName"] = Name;
            body["lastName"] = Name;
            await device.PostAsJsonAsync($"{Path}?{Query}=1", body).ReadAsync(HttpStatusCode.Created);
            await device.GetAsync($"/api/v1/{Name}?{Query}=1").ReadProblemAsync(HttpStatusCode.NotFound);
            await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["parked"]! == 1);
        }

        // What is still in the exporters is sent when the service stops.
        receiver.Received("traces").ShouldContain("POST api/v{version:apiVersion}/callback-requests");
        receiver.Received("metrics").ShouldContain("outbox.deliveries");
        receiver.Received("logs").ShouldContain("The extranet refused message");
        foreach (var signal in (string[])["traces", "metrics", "logs"])
        {
            foreach (var canary in (string[])[Name, Query, "39123987"])
            {
                receiver.Received(signal).ShouldNotContain(canary, Case.Insensitive, $"{canary} is in the {signal}");
            }
        }
    }

    private static Task<System.Text.Json.Nodes.JsonNode> OutboxAsync(ApiHost api) =>
        api.StaffClient("administrator").GetAsync("/api/v1/staff/outbox").ReadAsync(HttpStatusCode.OK);

    /// <summary>Listens to the instruments of one host alone: other tests run beside it.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<string> _read = new();

        public Measured(IMeterFactory host)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, host) && string.Equals(instrument.Meter.Name, ServiceMeter.Name, StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.Start();
        }

        public ConcurrentDictionary<string, long> Deliveries { get; } = new(StringComparer.Ordinal);

        public void Dispose() => _listener.Dispose();

        /// <summary>What the gauges tell now, in the order of their names.</summary>
        public List<string> Read()
        {
            _read.Clear();
            _listener.RecordObservableInstruments();
            return [.. _read.Order(StringComparer.Ordinal)];
        }

        private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var tag = tags.IsEmpty ? string.Empty : (string)tags[0].Value!;
            if (instrument.Name is "outbox.deliveries")
            {
                Deliveries.AddOrUpdate(tag, (long)value, (_, sum) => sum + (long)value);
            }
            else if (!instrument.Name.StartsWith("requests.", StringComparison.Ordinal))
            {
                _read.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{$"{instrument.Name} {tag}".TrimEnd()} = {value}"));
            }
        }
    }
}
