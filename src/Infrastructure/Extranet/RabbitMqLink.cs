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
    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<RabbitMqSession>? _session;
    private bool _queueIsMissing;

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

            var declare = _queueIsMissing;
            _queueIsMissing = false;
            return _session = Task.Run(() => ConnectAsync(declare), _closing.Token);
        }
    }

    /// <summary>A message came back because no queue took it: the next session makes sure of one.</summary>
    public void QueueIsMissing(RabbitMqSession session)
    {
        lock (_turn)
        {
            // Once for all the messages that came back on this session.
            _queueIsMissing |= session.IsOpen;
            session.Abandon();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_session is { } opened)
        {
            await opened.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (opened.IsCompletedSuccessfully)
            {
                await opened.Result.CloseAsync(options.Value.Timeout);
            }
        }

        _closing.Dispose();
    }

    private async Task<RabbitMqSession> ConnectAsync(bool declare)
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
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _closing.Token);
        var connection = await factory.CreateConnectionAsync(either.Token);
        try
        {
            await RabbitMqTopology.EnsureAsync(connection, settings.Exchange, declare, either.Token);

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
internal sealed class RabbitMqSession(IConnection connection, IChannel channel)
{
    private int _abandoned;

    public IChannel Channel => channel;

    public bool IsOpen => Volatile.Read(ref _abandoned) == 0 && channel.IsOpen;

    /// <summary>Gives the connection up without waiting for the broker: what is not confirmed by now fails.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _abandoned, 1) == 0)
        {
            _ = Task.Run(() => CutAsync(connection));
        }
    }

    /// <summary>Takes leave of the broker.</summary>
    public async Task CloseAsync(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref _abandoned, 1) == 0)
        {
            await connection.AbortAsync(timeout);
            await connection.DisposeAsync();
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
}
