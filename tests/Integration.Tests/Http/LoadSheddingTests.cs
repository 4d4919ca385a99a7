using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Http;

/// <summary>Two places and a queue of two; the probe holds whoever asks for <see cref="Held"/> until the test opens its gate.</summary>
public sealed class LoadSheddingTests : IAsyncLifetime
{
    private const string Held = "/api/v1/probe/held";
    private const string Quick = "/api/v1/probe/query";

    private readonly ProbeGate _gate = new();
    private TestDatabase _database = null!;
    private ApiHost _api = null!;
    private Figures _figures = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await StartAsync(longestWait: "00:01:00");
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        _figures.Dispose();
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Surplus_BeyondPlacesAndQueue_IsToldWhenToComeBack()
    {
        var accepted = await FillAsync();

        var waits = new HashSet<TimeSpan>();
        for (var request = 0; request < 20; request++)
        {
            using var shed = await _api.Http.GetAsync(Quick);
            (await Task.FromResult(shed).ReadProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("overloaded");
            shed.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            waits.Add(shed.Headers.RetryAfter!.Delta!.Value);
        }

        waits.Count.ShouldBeGreaterThan(1, "those who are refused together do not all come back together");
        waits.ShouldAllBe(wait => wait > TimeSpan.Zero);
        _figures.Read("requests.in_flight", "general").ShouldBe(2);
        _figures.Read("requests.queued", "general").ShouldBe(2);
        _figures.Read("requests.shed", "general").ShouldBe(20);

        _gate.Open();
        foreach (var answer in accepted)
        {
            (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await _api.Http.GetAsync(Quick)).StatusCode.ShouldBe(HttpStatusCode.OK, "it is normal again");
        await Eventually.TrueAsync(() => Task.FromResult(_figures.Read("requests.in_flight", "general") == 0));
    }

    [Fact]
    public async Task Surplus_OfPeople_LeavesHealthStaffAndHelpLinesAlone()
    {
        var accepted = await FillAsync();

        (await _api.Http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _api.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _api.StaffClient("administrator").GetAsync("/api/v1/staff/outbox")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var attempt = new { attemptId = "a-1", attemptedAt = ApiHost.Start, outcome = "reached" };
        (await _api.StaffClient("extranet").PostAsJsonAsync($"/api/v1/extranet/callback-requests/{Guid.Empty}/attempts", attempt))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound, "the call centre is heard");
        (await _api.Http.GetAsync("/api/v1/helplines/suicide-3114")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _api.Http.GetAsync("/api/v1/staff/nowhere")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, "no path but theirs is a way round");

        _gate.Open();
        await Task.WhenAll(accepted);
    }

    [Fact]
    public async Task Surplus_FromAPage_IsReadableByThePage()
    {
        const string Site = "https://www.example.fr";
        await _api.IssueKeyAsync("publishable", "callbacks:write", Site);
        var accepted = await FillAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, Quick) { Headers = { { "Origin", Site } } };
        using var shed = await _api.Http.SendAsync(request);

        shed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        shed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Site]);
        _gate.Open();
        await Task.WhenAll(accepted);
    }

    [Fact]
    public async Task Queue_WhoGoesAway_LeavesTheirPlaceToOthers()
    {
        using var impatient = new CancellationTokenSource();
        var accepted = await FillAsync(impatient.Token);

        await impatient.CancelAsync();
        foreach (var left in accepted[2..])
        {
            await Should.ThrowAsync<OperationCanceledException>(left);
        }

        await Eventually.TrueAsync(() => Task.FromResult(_figures.Read("requests.queued", "general") == 0));
        var next = _api.Http.GetAsync(Held);
        await Eventually.TrueAsync(() => Task.FromResult(_figures.Read("requests.queued", "general") == 1));
        _gate.Open();
        (await next).StatusCode.ShouldBe(HttpStatusCode.OK);
        _gate.Arrived.ShouldBe(3, "those who left cost nothing");
    }

    [Fact]
    public async Task Queue_ForTooLong_EndsInARefusal()
    {
        _figures.Dispose();
        await _api.DisposeAsync();
        await StartAsync(longestWait: "00:00:00.050");
        Task<HttpResponseMessage>[] held = [_api.Http.GetAsync(Held), _api.Http.GetAsync(Held)];
        await Eventually.TrueAsync(() => Task.FromResult(_gate.Arrived == 2));

        (await _api.Http.GetAsync(Quick).ReadProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("overloaded");

        _figures.Read("requests.queued", "general").ShouldBe(0);
        _gate.Open();
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task Place_WhileABodyTrickles_IsNotTaken()
    {
        var tricklers = new List<TcpClient>();
        foreach (var start in new[] { "Content-Length: 100\r\n\r\n{\"te", "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"te\r\n" })
        {
            for (var connection = 0; connection < 3; connection++)
            {
                var trickler = new TcpClient();
                await trickler.ConnectAsync(IPAddress.Loopback, _api.Address.Port, TestContext.Current.CancellationToken);
                await trickler.GetStream().WriteAsync(
                    Encoding.ASCII.GetBytes($"POST {Held} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{start}"),
                    TestContext.Current.CancellationToken);
                tricklers.Add(trickler);
            }
        }

        // The server reads in order of arrival; one answered request of each kind later it has seen them all.
        (await _api.Http.PostAsJsonAsync("/api/v1/probe/echo", new { text = "whole" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _api.Http.GetAsync(Quick)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _figures.Read("requests.in_flight", "general").ShouldBe(0);
        _gate.Arrived.ShouldBe(0);
        tricklers.ForEach(trickler => trickler.Dispose());
    }

    private async Task StartAsync(string longestWait)
    {
        _api = await ProbeController.StartAsync(
            _database,
            services => services.AddSingleton(_gate),
            ("LoadShedding:MaxConcurrentRequests", "2"),
            ("LoadShedding:QueueLimit", "2"),
            ("LoadShedding:LongestWait", longestWait));
        _figures = new Figures(_api.Services.GetRequiredService<IMeterFactory>());
    }

    /// <summary>Takes both places, then both waiting ones.</summary>
    private async Task<Task<HttpResponseMessage>[]> FillAsync(CancellationToken leaving = default)
    {
        Task<HttpResponseMessage>[] held = [_api.Http.GetAsync(Held, CancellationToken.None), _api.Http.GetAsync(Held, CancellationToken.None)];
        await Eventually.TrueAsync(() => Task.FromResult(_gate.Arrived == 2));
        Task<HttpResponseMessage>[] queued = [_api.Http.GetAsync(Held, leaving), _api.Http.GetAsync(Held, leaving)];
        await Eventually.TrueAsync(() => Task.FromResult(_figures.Read("requests.queued", "general") == 2));
        return [.. held, .. queued];
    }

    /// <summary>The meter's figures by instrument and lane, of one host alone.</summary>
    private sealed class Figures : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<(string Instrument, string Lane), long> _values = new();

        public Figures(IMeterFactory host)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, host) && instrument.Name.StartsWith("requests.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
                _values.AddOrUpdate((instrument.Name, (string)tags[0].Value!), value, (_, before) => instrument.IsObservable ? value : before + value));
            _listener.Start();
        }

        public long Read(string instrument, string lane)
        {
            _listener.RecordObservableInstruments();
            return _values.GetValueOrDefault((instrument, lane));
        }

        public void Dispose() => _listener.Dispose();
    }
}
