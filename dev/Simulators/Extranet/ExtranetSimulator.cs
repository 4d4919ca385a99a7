using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Extranet;

/// <summary>
/// The extranet's queue over real HTTP on 127.0.0.1, as <c>openapi/extranet-queue.v1.yaml</c> describes it: keeps each message
/// once, notes everything that arrives, and fails as it is told to. It lives in the process that starts it and reads none of
/// that process's settings.
/// </summary>
public sealed class ExtranetSimulator : IAsyncDisposable
{
    private readonly ExtranetSimulatorOptions _options;
    private readonly ExtranetTokens _tokens;
    private readonly ExtranetJournal? _journal;
    private WebApplication? _app;
    private int _port;

    private ExtranetSimulator(ExtranetSimulatorOptions options, ExtranetJournal? journal, IEnumerable<StoredMessage> kept)
    {
        _options = options;
        _tokens = new ExtranetTokens(options);
        _journal = journal;
        _port = options.Port;
        Book = new ExtranetBook(journal, kept);
    }

    /// <summary>What goes into <c>Extranet:BaseUrl</c>; it ends with a slash.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{_port}/");

    /// <summary>What goes into <c>Extranet:TokenEndpoint</c>.</summary>
    public Uri TokenEndpoint => new(BaseAddress, "oauth/token");

    public ExtranetBook Book { get; }

    public FaultScript Script { get; } = new();

    /// <summary>How many tokens <c>POST /oauth/token</c> gave.</summary>
    public int TokensIssued => _tokens.IssuedCount;

    /// <param name="options">Defaults: any free port, in memory.</param>
    /// <param name="ct">Ends the start, not the simulator.</param>
    /// <exception cref="IOException">The port or the file is taken.</exception>
    public static async Task<ExtranetSimulator> StartAsync(ExtranetSimulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new ExtranetSimulatorOptions();
        ExtranetJournal? journal = null;
        IReadOnlyList<StoredMessage> kept = [];
        if (options.JournalFile is not null)
        {
            (journal, kept) = await ExtranetJournal.OpenAsync(options.JournalFile, options.JournalDelay, ct);
        }

        var simulator = new ExtranetSimulator(options, journal, kept);
        try
        {
            await simulator.ComeBackAsync(ct);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every token issued so far gets a 401 from now on; the fixed one stays.</summary>
    public void RevokeTokens() => _tokens.RevokeIssued();

    /// <summary>Stops listening and cuts what is open: connections are refused until <see cref="ComeBackAsync"/>. Book, script and tokens stay.</summary>
    public async Task GoDownAsync()
    {
        if (Interlocked.Exchange(ref _app, null) is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>Listens again, on the same port.</summary>
    public async Task ComeBackAsync(CancellationToken ct = default)
    {
        var app = Build();
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        _port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        _app = app;
    }

    public async ValueTask DisposeAsync()
    {
        await GoDownAsync();
        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }
    }

    private WebApplication Build()
    {
        // Empty: the settings and the signals of a process that also runs the API are the API's, not the simulator's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, _port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var app = builder.Build();
        app.UseRouting();
        new ExtranetRoutes(Book, Script, _tokens, _options, app.Lifetime.ApplicationStopping).Map(app);
        return app;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
