using System.Diagnostics;
using System.Security.Cryptography;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MobileBackend.TestKit.RabbitMq;

/// <summary>
/// A RabbitMQ broker for tests, from Debian's package or from the folder that RABBITMQ_BIN names. It ends with this process, however that ends, and leaves
/// nothing behind. A test asks <see cref="SkipReason"/> before it asks for a broker.
/// </summary>
public sealed class ThrowawayRabbit : IAsyncDisposable
{
    private const string Debian = "/usr/lib/rabbitmq/bin";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly Lazy<Task<ThrowawayRabbit>> SharedBroker = new(StartAsync);

    private readonly RabbitServer _server;

    private ThrowawayRabbit(RabbitServer server) => _server = server;

    /// <summary>Why there is no broker here, null when there is.</summary>
    /// <exception cref="InvalidOperationException">There is none and REQUIRE_RABBITMQ is true, as in CI: a test that needs it must not be skipped.</exception>
    public static string? SkipReason => Reason is { } reason && Environment.GetEnvironmentVariable("REQUIRE_RABBITMQ") == "true"
        ? throw new InvalidOperationException($"REQUIRE_RABBITMQ is set. {reason}")
        : Reason;

    public int Port => _server.Port;

    /// <summary>What goes into <c>Extranet:RabbitMq:Uri</c>.</summary>
    public string Uri => $"amqp://guest:guest@127.0.0.1:{Port}/%2f";

    public string WriterUri => $"amqp://writer:writer@127.0.0.1:{Port}/%2f";

    private static string BinFolder => Environment.GetEnvironmentVariable("RABBITMQ_BIN") is { Length: > 0 } chosen ? chosen : Debian;

    private static string? Reason => OperatingSystem.IsWindows() || !File.Exists(Path.Combine(BinFolder, "rabbitmq-server"))
        ? "RabbitMQ's programs not found; install Debian's rabbitmq-server (its service is not needed) or set RABBITMQ_BIN."
        : null;

    /// <summary>The one broker of this test process, started on first use. Do not stop it: other tests run on it, each with an exchange of its own.</summary>
    public static Task<ThrowawayRabbit> SharedAsync() => SharedBroker.Value;

    /// <summary>A broker of the caller's own, for tests that stop it; dispose of it.</summary>
    public static async Task<ThrowawayRabbit> StartAsync()
    {
        var broker = new ThrowawayRabbit(await RabbitServer.LaunchAsync(BinFolder));
        try
        {
            await broker.BecomeReadyAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name that no other test has: for an exchange, and so for its queue.</summary>
    public static string FreshName() => $"test-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>Stops the broker: at once as a crash would, or in an orderly way. What it confirmed is on its disk.</summary>
    public Task StopAsync(bool immediate) => _server.OrderAsync(immediate ? "stop-immediate" : "stop-orderly");

    /// <summary>Starts the stopped broker again on the same port with the same data, and waits until it is ready.</summary>
    public async Task ResumeAsync()
    {
        await _server.OrderAsync("start");
        await BecomeReadyAsync();
    }

    /// <summary>Makes an account that may publish, and neither declare nor read; <see cref="WriterUri"/> is its address.</summary>
    public Task AddWriterAsync() => _server.OrderAsync("add-writer");

    /// <summary>A connection of the test's own.</summary>
    public Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = new Uri(Uri), AutomaticRecoveryEnabled = false, ClientProvidedName = "test" }.CreateConnectionAsync();

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task BecomeReadyAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(50))
        {
            try
            {
                await using var connection = await ConnectAsync();
                return;
            }
            catch (BrokerUnreachableException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"The throwaway RabbitMQ did not start:\n{_server.Log}");
    }
}
