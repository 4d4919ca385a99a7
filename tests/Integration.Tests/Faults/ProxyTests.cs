using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Faults;

/// <summary>What a real haproxy, by the file that operators are given, makes of addresses and of replicas that are away.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    /// <summary>1,500 registrations a minute become 3.</summary>
    private const string Scale = "0.002";

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Haproxy.SkipReason is not null, Haproxy.SkipReason ?? string.Empty);
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Limit_ThroughAKnownProxy_CountsTheClientWhateverItSaysOfItself()
    {
        await using var api = await ApiHost.StartAsync(
            _database, settings: [new("RateLimiting:Scale", Scale), new("ForwardedHeaders:KnownProxies", "127.0.0.1")]);
        await using var proxy = await StartAsync(api);
        using var one = ClientFrom("127.0.0.2", proxy);
        using var other = ClientFrom("127.0.0.3", proxy);

        for (var registration = 0; registration < 3; registration++)
        {
            (await RegisterAsync(one, pretended: $"198.51.100.{registration}")).ShouldBe(HttpStatusCode.Created);
        }

        (await RegisterAsync(one, pretended: "198.51.100.99")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await RegisterAsync(other)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Limit_ThroughAnUnknownProxy_CountsTheProxy()
    {
        await using var api = await ApiHost.StartAsync(_database, settings: [new("RateLimiting:Scale", Scale)]);
        await using var proxy = await StartAsync(api);
        using var one = ClientFrom("127.0.0.2", proxy);
        using var other = ClientFrom("127.0.0.3", proxy);

        for (var registration = 0; registration < 3; registration++)
        {
            (await RegisterAsync(one)).ShouldBe(HttpStatusCode.Created);
        }

        (await RegisterAsync(other)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Replicas_NoneReady_StillTellTheHelpLines()
    {
        var asked = 0;
        await using var api = await ApiHost.StartAsync(_database, configure: services => services.AddHealthChecks().AddCheck("away", () =>
        {
            Interlocked.Increment(ref asked);
            return HealthCheckResult.Unhealthy();
        }));
        await using var proxy = await Haproxy.StartAsync([api.Address, Nowhere(), Nowhere()]);
        using var client = new HttpClient { BaseAddress = proxy.Address };

        // Twice, so that the answer to the first check has arrived.
        await Eventually.TrueAsync(() =>
        {
            api.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(Volatile.Read(ref asked) >= 2);
        });

        (await client.GetAsync("/api/v1/helplines/suicide-3114")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await client.GetAsync("/health/ready").ReadAsync(HttpStatusCode.ServiceUnavailable);
        ((string?)ready["checks"]!["away"]!["status"]).ShouldBe("unhealthy", "a replica says it, not the proxy");
    }

    [Fact]
    public async Task Replicas_NoneAlive_AreAnsweredForByTheContract()
    {
        await using var proxy = await Haproxy.StartAsync([Nowhere(), Nowhere(), Nowhere()]);
        using var client = new HttpClient { BaseAddress = proxy.Address };

        using var answer = await client.GetAsync("/api/v1/helplines");

        (await Task.FromResult(answer).ReadProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("overloaded");
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    private static async Task<Haproxy> StartAsync(ApiHost api)
    {
        var proxy = await Haproxy.StartAsync([api.Address, Nowhere(), Nowhere()]);
        using var client = new HttpClient { BaseAddress = proxy.Address };
        await Eventually.TrueAsync(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        return proxy;
    }

    private static Uri Nowhere() => new($"http://127.0.0.1:{LoopbackPort.Free()}");

    /// <summary>A client with an address of its own: all of 127.0.0.0/8 is this machine.</summary>
    private static HttpClient ClientFrom(string address, Haproxy proxy) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = proxy.Address,
    };

    private static async Task<HttpStatusCode> RegisterAsync(HttpClient client, string? pretended = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/devices")
        {
            Content = JsonContent.Create(new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" }),
        };
        if (pretended is not null)
        {
            request.Headers.Add("X-Forwarded-For", pretended);
        }

        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
