using Microsoft.AspNetCore.Server.Kestrel.Core;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Extranet;

/// <summary>
/// The extranet's queue over real HTTP on 127.0.0.1, as <c>openapi/extranet-queue.v1.yaml</c> describes it: keeps each message
/// once, notes everything that arrives, and fails as it is told to. It lives in the process that starts it and reads none of
/// that process's settings.
/// </summary>
public sealed class ExtranetSimulator : IAsyncDisposable
{
    private readonly ExtranetTokens _tokens;
    private readonly ExtranetJournal? _journal;
    private readonly LoopbackHost _host;

    private ExtranetSimulator(ExtranetSimulatorOptions options, ExtranetJournal? journal, IEnumerable<StoredMessage> kept)
    {
        _tokens = new ExtranetTokens(options);
        _journal = journal;
        Book = new ExtranetBook(journal, kept);
        _host = new LoopbackHost(
            app => new ExtranetRoutes(Book, Script, _tokens, options, app.Lifetime.ApplicationStopping).Map(app),
            new LoopbackPort(options.Port, HttpProtocols.Http1));
    }

    /// <summary>What goes into <c>Extranet:BaseUrl</c>; it ends with a slash.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{_host.Ports[0]}/");

    /// <summary>What goes into <c>Extranet:TokenEndpoint</c>.</summary>
    public Uri TokenEndpoint => new(BaseAddress, "oauth/token");

    public ExtranetBook Book { get; }

    public FaultScript<ExtranetRequest> Script { get; } = new();

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
    public Task GoDownAsync() => _host.StopAsync();

    /// <summary>Listens again, on the same port.</summary>
    public Task ComeBackAsync(CancellationToken ct = default) => _host.StartAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }
    }
}
