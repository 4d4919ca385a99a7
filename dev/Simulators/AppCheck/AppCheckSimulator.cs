using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.AppCheck;

/// <summary>A request for the public keys.</summary>
public sealed record KeysRequest(DateTimeOffset ReceivedAt);

/// <summary>
/// Firebase App Check over real HTTP on 127.0.0.1: it publishes keys as Google does, mints tokens as Google would for a real app, right or wrong, and
/// fails as it is told to. It lives in the process that starts it and reads none of that process's settings.
/// </summary>
public sealed class AppCheckSimulator : IAsyncDisposable
{
    public const string DefaultProjectNumber = "123456789012";

    private readonly TimeProvider _clock;
    private readonly LoopbackHost _host;
    private SigningKey[] _keys = [SigningKey.Create()];
    private int _keyRequests;

    private AppCheckSimulator(string projectNumber, TimeProvider clock)
    {
        ProjectNumber = projectNumber;
        _clock = clock;
        _host = new LoopbackHost(
            app => app.MapGet("/v1/jwks", http => AnswerKeysAsync(http, app.Lifetime.ApplicationStopping)),
            new LoopbackPort(0, HttpProtocols.Http1));
    }

    /// <summary>What goes into <c>Proof:AppCheck:BaseUrl</c>, ending with a slash.</summary>
    public Uri BaseAddress => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_host.Ports[0]}/"));

    public string ProjectNumber { get; }

    /// <summary>The app that tokens are for unless they are said to be for another: what goes into <c>Proof:AppCheck:AppIds</c>.</summary>
    public string AppId => $"1:{ProjectNumber}:android:0a1b2c3d4e5f6071";

    /// <summary>What is to go wrong with requests for the keys.</summary>
    public FaultScript<KeysRequest> Script { get; } = new();

    /// <summary>How often the keys were asked for, whatever became of it.</summary>
    public int KeyRequests => Volatile.Read(ref _keyRequests);

    /// <param name="projectNumber">Whose apps it knows.</param>
    /// <param name="clock">By which tokens are issued.</param>
    /// <param name="ct">Ends the start, not the simulator.</param>
    public static async Task<AppCheckSimulator> StartAsync(
        string projectNumber = DefaultProjectNumber, TimeProvider? clock = null, CancellationToken ct = default)
    {
        var simulator = new AppCheckSimulator(projectNumber, clock ?? TimeProvider.System);
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

    /// <summary>A good token, an hour long, or what the arguments make of it.</summary>
    /// <param name="claims">Changes its claims.</param>
    /// <param name="header">Changes its header.</param>
    /// <param name="signedBy">Another key that signs it, under the id of the present one.</param>
    public string Mint(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, RSA? signedBy = null)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var key = _keys[0];
        var head = new JsonObject { ["kid"] = key.Id, ["typ"] = "JWT", ["alg"] = "RS256" };
        var body = new JsonObject
        {
            ["sub"] = AppId,
            ["aud"] = new JsonArray($"projects/{ProjectNumber}", "projects/mobile-backend-dev"),
            ["provider"] = "play_integrity",
            ["iss"] = $"https://firebaseappcheck.googleapis.com/{ProjectNumber}",
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["jti"] = Guid.CreateVersion7(_clock.GetUtcNow()).ToString(),
        };
        header?.Invoke(head);
        claims?.Invoke(body);
        var signed = $"{Encode(head)}.{Encode(body)}";
        var signature = (signedBy ?? key.Rsa).SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Signs with a new key from now on, and publishes it alone or beside those of before.</summary>
    public void RotateKey(bool keepFormer = true) => _keys = [SigningKey.Create(), .. keepFormer ? _keys : []];

    /// <summary>The public key that signs now, in the form of a certificate's: what a forger has.</summary>
    public byte[] PublicKey() => _keys[0].Rsa.ExportSubjectPublicKeyInfo();

    /// <summary>Stops listening and cuts what is open: connections are refused until <see cref="ComeBackAsync"/>.</summary>
    public Task GoDownAsync() => _host.StopAsync();

    /// <summary>Listens again, on the same port.</summary>
    public Task ComeBackAsync(CancellationToken ct = default) => _host.StartAsync(ct);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private async Task AnswerKeysAsync(HttpContext http, CancellationToken stopping)
    {
        Interlocked.Increment(ref _keyRequests);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            var step = Script.Take(new KeysRequest(_clock.GetUtcNow())) ?? FaultStep.Pass;
            await FaultPlay.AnswerAsync(
                http, step, _clock, () => ValueTask.FromResult<IReply>(new KeysReply([.. _keys.Select(key => key.ToJson())])), static _ => { }, over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && over.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private sealed record SigningKey(string Id, RSA Rsa)
    {
        public static SigningKey Create() => new(RandomNumberGenerator.GetHexString(6, lowercase: true), RSA.Create(2048));

        public JsonObject ToJson()
        {
            var key = Rsa.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = Id,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            };
        }
    }

    private sealed record KeysReply(IReadOnlyList<JsonObject> Keys) : IReply
    {
        public int Status => StatusCodes.Status200OK;

        public bool HasMessage => true;

        public Task WriteAsync(HttpResponse response, CancellationToken cancellationToken) => HttpAnswers.WriteAsync(
            response, HttpAnswers.Json, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["keys"] = new JsonArray([.. Keys]) }));
    }
}
