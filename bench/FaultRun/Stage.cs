using System.Diagnostics;
using System.Globalization;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Firebase;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Postgres;
using MobileBackend.TestKit.RabbitMq;

namespace MobileBackend.FaultRun;

/// <summary>Everything that runs: PostgreSQL with fsync, three replicas behind haproxy, FCM, and the extranet by the transport asked for.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string Queue = "callback-requests";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("mobile-backend-faults-").FullName;
    private Haproxy? _proxy;

    private Stage(ThrowawayPostgres postgres, string connectionString, FirebaseSimulator firebase, int slotCapacity)
    {
        SlotCapacity = slotCapacity;
        Postgres = postgres;
        ConnectionString = connectionString;
        Firebase = firebase;
    }

    /// <summary>Calls in a slot.</summary>
    public int SlotCapacity { get; }

    public ThrowawayPostgres Postgres { get; }

    public string ConnectionString { get; }

    public FirebaseSimulator Firebase { get; }

    /// <summary>Null where call backs go through a broker.</summary>
    public ExtranetSimulator? Extranet { get; private set; }

    /// <summary>Null where call backs go by HTTP.</summary>
    public ThrowawayRabbit? Broker { get; private set; }

    /// <summary>What the service takes for the broker; it can fall silent.</summary>
    public TcpProxy? WayToBroker { get; private set; }

    public IExtranetBook Book { get; private set; } = null!;

    public IReadOnlyList<ApiProcess> Replicas { get; private set; } = [];

    /// <summary>Where clients go.</summary>
    public Uri Address => _proxy!.Address;

    public static async Task<Stage> SetAsync(Transport transport, int slotCapacity)
    {
        var postgres = await ThrowawayPostgres.StartAsync(fsync: true);
        var stage = new Stage(postgres, await postgres.CreateDatabaseAsync("faults"), await FirebaseSimulator.StartAsync(), slotCapacity);
        try
        {
            await stage.StartExtranetAsync(transport);
            await stage.StartServiceAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a stopped replica again and waits until it is ready.</summary>
    public static async Task StartAsync(ApiProcess replica, params IEnumerable<KeyValuePair<string, string?>> environment)
    {
        replica.Start(environment);
        await WaitUntilReadyAsync(replica);
    }

    /// <summary>
    /// Waits until a replica is ready. One that ended by itself, since it started while the database was away, is started again as a service manager does.
    /// </summary>
    /// <exception cref="TimeoutException">It does not become ready.</exception>
    public static async Task WaitUntilReadyAsync(ApiProcess replica)
    {
        using var client = new HttpClient { BaseAddress = replica.Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(TimeSpan.FromMilliseconds(100)))
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                replica.StartIfEnded();
            }
        }

        throw new TimeoutException("A replica does not become ready.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
        {
            replica.Dispose();
        }

        foreach (var each in (IAsyncDisposable?[])[_proxy, Extranet, WayToBroker, Broker, Firebase, Postgres])
        {
            if (each is not null)
            {
                await each.DisposeAsync();
            }
        }

        (Book as IDisposable)?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartExtranetAsync(Transport transport)
    {
        if (transport == Transport.Http)
        {
            Extranet = await ExtranetSimulator.StartAsync();
            Book = new HttpBook(Extranet);
            return;
        }

        Broker = await ThrowawayRabbit.StartAsync();
        WayToBroker = TcpProxy.Start(Broker.Port);
        var book = new BrokerBook(Broker, Queue);
        book.Open();
        Book = book;
    }

    private async Task StartServiceAsync()
    {
        var account = Path.Combine(_folder, "service-account.json");
        Firebase.WriteServiceAccountFile(account);
        KeyValuePair<string, string?>[] settings =
        [
            new("Database:Provider", nameof(DatabaseKind.PostgreSql)),
            new("ConnectionStrings:Default", ConnectionString),
            new("DataFolder", _folder),
            new("RateLimiting:Scale", "1000000"),
            new("ForwardedHeaders:KnownProxies", "127.0.0.1"),
            new("Callbacks:SlotCapacity", SlotCapacity.ToString(CultureInfo.InvariantCulture)),
            new("Shutdown:DrainDelay", "00:00:01.500"),
            .. ApiHost.StaffSettings,
            .. Extranet is null ? BrokerSettings() : HttpSettings(),

            // Few at a time, so that the queue is not empty; soon again, so that a run of a minute sees what usually takes ten.
            new("Outbox:Concurrency", "2"),
            new("Outbox:FirstRetry", "00:00:00.300"),
            new("Outbox:LongestRetry", "00:00:02"),
            new("Outbox:Lease", "00:00:08"),
            new("Extranet:Timeout", "00:00:02"),
            new("Firebase:ServiceAccountFile", account),
            new("Firebase:BaseUrl", Firebase.BaseAddress.ToString()),
            new("Firebase:Timeout", "00:00:03"),
            new("Push:Concurrency", "4"),
            new("Push:FirstRetry", "00:00:00.500"),
            new("Push:LongestRetry", "00:00:02"),
            new("Push:Lease", "00:00:08"),
            new("Push:StopFor", "00:00:02"),
        ];
        Replicas = [.. Enumerable.Range(0, Haproxy.Replicas).Select(_ => new ApiProcess(LoopbackPort.Free(), settings))];
        _proxy = await Haproxy.StartAsync([.. Replicas.Select(replica => replica.Address)]);
        foreach (var replica in Replicas)
        {
            replica.Start();
        }

        await Task.WhenAll(Replicas.Select(WaitUntilReadyAsync));
    }

    private KeyValuePair<string, string?>[] HttpSettings() =>
        [new("Extranet:BaseUrl", Extranet!.BaseAddress.ToString()), new("Extranet:AccessToken", ExtranetSimulatorOptions.DefaultAccessToken)];

    private KeyValuePair<string, string?>[] BrokerSettings() =>
    [
        new("Extranet:Transport", "RabbitMq"),
        new("Extranet:RabbitMq:Uri", string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{WayToBroker!.Port}/%2f")),
        new("Extranet:RabbitMq:Exchange", Queue),
    ];
}
