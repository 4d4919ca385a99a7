using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MobileBackend.Simulators.Hosting;

/// <summary>A server on ports of 127.0.0.1 that goes down and comes back on the same ones. It reads none of the settings of the process it lives in.</summary>
/// <param name="map">Adds the routes; called at each start, with what ends when the server stops.</param>
/// <param name="ports">In the order given; 0 takes any free one at the first start.</param>
internal sealed class LoopbackHost(Action<WebApplication> map, params LoopbackPort[] ports) : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>The ports in use, in the order given.</summary>
    public IReadOnlyList<int> Ports => [.. ports.Select(port => port.Number)];

    /// <exception cref="IOException">A port is taken.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        var listeners = new ListenOptions[ports.Length];
        var app = Build(listeners);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        for (var index = 0; index < ports.Length; index++)
        {
            ports[index] = ports[index] with { Number = listeners[index].IPEndPoint!.Port };
        }

        _app = app;
    }

    /// <summary>Stops listening and cuts what is open.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _app, null) is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private WebApplication Build(ListenOptions[] listeners)
    {
        // Empty: the settings and the signals of a process that also runs the API are the API's, not the simulator's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            for (var index = 0; index < ports.Length; index++)
            {
                var (number, protocols) = ports[index];
                var place = index;
                kestrel.Listen(IPAddress.Loopback, number, listener =>
                {
                    listener.Protocols = protocols;
                    listeners[place] = listener;
                });
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var app = builder.Build();
        app.UseRouting();
        map(app);
        return app;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

internal readonly record struct LoopbackPort(int Number, HttpProtocols Protocols);
