using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Faults;

/// <summary>Three processes of the service on one database, behind a real haproxy.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly Haproxy _proxy;

    private Replicas(IReadOnlyList<ApiProcess> all, Haproxy proxy)
    {
        All = all;
        _proxy = proxy;
    }

    public IReadOnlyList<ApiProcess> All { get; }

    /// <summary>Where clients go.</summary>
    public Uri Address => _proxy.Address;

    public static async Task<Replicas> StartAsync(TestDatabase database, IReadOnlyDictionary<string, string?> settings)
    {
        var all = Enumerable.Range(0, Haproxy.Replicas).Select(_ => new ApiProcess(LoopbackPort.Free(), [.. database.Settings, .. settings])).ToList();
        var replicas = new Replicas(all, await Haproxy.StartAsync([.. all.Select(replica => replica.Address)]));
        try
        {
            using var client = new HttpClient();
            foreach (var replica in all)
            {
                replica.Start();
            }

            await Task.WhenAll(all.Select(replica => replica.WaitUntilReadyAsync(client)));
            await Eventually.TrueAsync(async () => (await client.GetAsync(new Uri(replicas.Address, "/health/ready"))).IsSuccessStatusCode);
            return replicas;
        }
        catch
        {
            await replicas.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        foreach (var replica in All)
        {
            replica.Dispose();
        }
    }
}
