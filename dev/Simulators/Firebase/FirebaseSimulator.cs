using Microsoft.AspNetCore.Server.Kestrel.Core;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>
/// Firebase Cloud Messaging's HTTP v1 API and Google's token endpoint over real HTTP on 127.0.0.1: checks what the real ones
/// check, answers with their bodies, keeps what a phone would show, and fails as it is told to. It lives in the process that
/// starts it and reads none of that process's settings.
/// </summary>
public sealed class FirebaseSimulator : IAsyncDisposable
{
    private readonly LoopbackHost _host;
    private readonly AccessTokens _tokens;
    private readonly ServiceAccount _account;

    private FirebaseSimulator(FirebaseSimulatorOptions options)
    {
        ProjectId = options.ProjectId;
        _account = new ServiceAccount(options.ProjectId);
        _tokens = new AccessTokens(options);
        Book = new FcmBook(options);
        _host = new LoopbackHost(
            app => new FirebaseRoutes(this, _account, _tokens, options, app.Lifetime.ApplicationStopping).Map(app),
            new LoopbackPort(options.MessagesPort, HttpProtocols.Http2),
            new LoopbackPort(options.PagePort, HttpProtocols.Http1));
    }

    /// <summary>What goes into <c>Firebase:BaseUrl</c>, ending with a slash: HTTP/2 without TLS, which a client has to know beforehand.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{_host.Ports[0]}/");

    /// <summary>The page for people, HTTP/1.1, ending with a slash. Messages are taken there too.</summary>
    public Uri PageAddress => new($"http://127.0.0.1:{_host.Ports[1]}/");

    /// <summary>What the service account names as its <c>token_uri</c>.</summary>
    public Uri TokenEndpoint => new(PageAddress, "token");

    public string ProjectId { get; }

    public FcmBook Book { get; }

    /// <summary>What is to go wrong with messages.</summary>
    public FaultScript<FcmRequest> Script { get; } = new();

    /// <summary>What is to go wrong with requests for access tokens.</summary>
    public FaultScript<TokenRequest> TokenScript { get; } = new();

    /// <summary>How many access tokens the token endpoint gave.</summary>
    public int TokensIssued => _tokens.IssuedCount;

    /// <summary>The service account's file, as the Firebase console would give it; its key was made by this process and serves nothing else.</summary>
    public string ServiceAccountJson => _account.Json(TokenEndpoint);

    /// <param name="options">Defaults: any free ports.</param>
    /// <param name="ct">Ends the start, not the simulator.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<FirebaseSimulator> StartAsync(FirebaseSimulatorOptions? options = null, CancellationToken ct = default)
    {
        var simulator = new FirebaseSimulator(options ?? new FirebaseSimulatorOptions());
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

    /// <summary>Writes <see cref="ServiceAccountJson"/>, for its owner alone to read, in a folder that is made where it is missing.</summary>
    public void WriteServiceAccountFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, ServiceAccountJson);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Every access token given so far gets a 401 from now on.</summary>
    public void RevokeTokens() => _tokens.Revoke();

    /// <summary>Stops listening and cuts what is open: connections are refused until <see cref="ComeBackAsync"/>. Book, script and tokens stay.</summary>
    public Task GoDownAsync() => _host.StopAsync();

    /// <summary>Listens again, on the same ports.</summary>
    public Task ComeBackAsync(CancellationToken ct = default) => _host.StartAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _account.Dispose();
    }
}
