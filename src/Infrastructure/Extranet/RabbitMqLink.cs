using System.Net.Security;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>
/// The one connection to the broker: opened when a message first needs it, and anew when a message finds it broken. The library's own recovery is off,
/// because the outbox already tries again, at its own pace, and a second loop below it would republish and delay behind its back.
/// </summary>
internal sealed class RabbitMqLink(IOptions<ExtranetOptions> options, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan DeclareInterval = TimeSpan.FromMinutes(1);

    /// <summary>Nothing is under way any more when the link is closed: the broker need not be waited for.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<RabbitMqSession>? _session;
    private long? _declaredAt;

    /// <summary>The open session. Everybody who asks meanwhile waits for the same attempt, and shares its failure.</summary>
    public Task<RabbitMqSession> OpenAsync()
    {
        lock (_turn)
        {
            if (_session is { IsCompleted: false } or { IsCompletedSuccessfully: true, Result.IsOpen: true })
            {
                return _session;
            }

            if (_session is { IsCompletedSuccessfully: true, Result: var broken })
            {
                broken.Abandon();
            }

            return _session = Task.Run(ConnectAsync, _closing.Token);
        }
    }

    /// <summary>A message came back because no queue took it: one is made sure of, beside the messages under way, at most once a minute.</summary>
    public void QueueIsMissing(RabbitMqSession session)
    {
        lock (_turn)
        {
            if (_declaredAt is { } before && time.GetElapsedTime(before) < DeclareInterval)
            {
                return;
            }

            _declaredAt = time.GetTimestamp();
        }

        _ = Task.Run(() => DeclareAsync(session), _closing.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_session is { } opened)
        {
            await opened.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (opened.IsCompletedSuccessfully)
            {
                await opened.Result.CloseAsync(Farewell);
            }
        }

        _closing.Dispose();
    }

    private async Task DeclareAsync(RabbitMqSession session)
    {
        try
        {
            using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
            await RabbitMqTopology.EnsureAsync(session.Connection, options.Value.RabbitMq.Exchange, queueIsMissing: true, deadline.Token);
        }
        catch (Exception exception) when (AmqpFault.Of(exception) is not null)
        {
            // An account that may only write, or a broker that goes: the messages come back again, and say so.
        }
    }

    private async Task<RabbitMqSession> ConnectAsync()
    {
        var settings = options.Value.RabbitMq;
        if (!settings.TryRead(out var factory))
        {
            throw new InvalidOperationException("Extranet:RabbitMq:Uri cannot be used.");
        }

        var timeout = options.Value.Timeout;
        factory.ClientProvidedName = "mobile-backend";
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        factory.RequestedConnectionTimeout = timeout;
        factory.HandshakeContinuationTimeout = timeout;
        factory.ContinuationTimeout = timeout;
        factory.Ssl.ServerName = factory.HostName;

        // The library takes a certificate of any host where the address is amqps.
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _closing.Token);
        var connection = await factory.CreateConnectionAsync(either.Token);
        try
        {
            await RabbitMqTopology.EnsureAsync(connection, settings.Exchange, queueIsMissing: false, either.Token);

            // Without the library's limit on unconfirmed messages, which slows down long before it is reached: the outbox has its own, Outbox:Concurrency.
            var confirmed = new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);
            return new RabbitMqSession(connection, await connection.CreateChannelAsync(confirmed, either.Token));
        }
        catch
        {
            await RabbitMqSession.CutAsync(connection);
            throw;
        }
    }
}

/// <summary>A connection with the one channel on which all messages are published side by side.</summary>
internal sealed class RabbitMqSession
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private int _abandoned;
    private volatile bool _isBlocked;

    public RabbitMqSession(IConnection connection, IChannel channel)
    {
        (_connection, _channel) = (connection, channel);
        connection.ConnectionBlockedAsync += (_, _) => Block(true);
        connection.ConnectionUnblockedAsync += (_, _) => Block(false);
    }

    public IConnection Connection => _connection;

    /// <summary>The broker has no memory or disk left and takes nothing for now: whatever is published would pile up in front of it.</summary>
    public bool IsBlocked => _isBlocked;

    public IChannel Channel => _channel;

    public bool IsOpen => Volatile.Read(ref _abandoned) == 0 && _channel.IsOpen;

    /// <summary>Gives the connection up without waiting for the broker: what is not confirmed by now fails.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _abandoned, 1) == 0)
        {
            _ = Task.Run(() => CutAsync(_connection));
        }
    }

    /// <summary>Takes leave of the broker.</summary>
    public async Task CloseAsync(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref _abandoned, 1) == 0)
        {
            await _connection.AbortAsync(timeout);
            await _connection.DisposeAsync();
        }
    }

    public static async Task CutAsync(IConnection connection)
    {
        try
        {
            await connection.AbortAsync(TimeSpan.FromSeconds(1));
            await connection.DisposeAsync();
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or TimeoutException or OperationCanceledException)
        {
            // It is broken: that is why it is given up.
        }
    }

    private Task Block(bool isBlocked)
    {
        _isBlocked = isBlocked;
        return Task.CompletedTask;
    }
}
