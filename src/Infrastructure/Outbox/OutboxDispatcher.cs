using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>
/// Delivers what is in the outbox: claims messages, sends them side by side outside any transaction, and settles the outcomes in
/// batches. Any number of replicas run one each; a crash at any point leaves at worst a message delivered twice under one id.
/// </summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes,
    IOutboxTransport transport,
    IPersonalDataSealer sealer,
    OutboxSignal signal,
    IOptions<OutboxOptions> options,
    OutboxMetrics metrics,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private const int SettleAtOnce = 200;

    private readonly Channel<Settlement> _settlements = Channel.CreateUnbounded<Settlement>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _slots = new(options.Value.Concurrency);

    public override void Dispose()
    {
        _slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!transport.IsConfigured)
        {
            LogNotConfigured();
            return;
        }

        // The settler outlives the claims, so that every delivery that ended before the stop is recorded.
        var settler = SettleAsync();
        try
        {
            while (true)
            {
                if (!await TryClaimAsync(stoppingToken))
                {
                    await signal.WaitAsync(options.Value.PollInterval, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            for (var slot = 0; slot < options.Value.Concurrency; slot++)
            {
                await _slots.WaitAsync(CancellationToken.None);
            }
        }
        finally
        {
            _settlements.Writer.Complete();
            await settler;
        }
    }

    /// <returns>Whether there was anything to claim.</returns>
    private async Task<bool> TryClaimAsync(CancellationToken stoppingToken)
    {
        await _slots.WaitAsync(stoppingToken);
        var free = 1;
        while (free < SettleAtOnce && _slots.Wait(0, CancellationToken.None))
        {
            free++;
        }

        var claimed = 0;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var leaseId = Guid.CreateVersion7(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
            var messages = await scope.ServiceProvider.GetRequiredService<OutboxStore>().ClaimAsync(free, leaseId, stoppingToken);
            claimed = messages.Count;
            foreach (var message in messages)
            {
                _ = DeliverAsync(message, leaseId, stoppingToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogDatabaseFault(exception.GetType().Name);
        }
        finally
        {
            if (free > claimed)
            {
                _slots.Release(free - claimed);
            }
        }

        return claimed > 0;
    }

    private async Task DeliverAsync(OutboxMessage message, Guid leaseId, CancellationToken stoppingToken)
    {
        DeliveryOutcome? outcome = null;
        try
        {
            var payload = sealer.Open(ExtranetOutbox.PayloadColumn, message.Id, message.Payload);
            outcome = await transport.SendAsync(message.Id, message.Type, payload, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the message goes back as it was, and the extranet tells a repetition by its id.
        }
        catch (Exception exception)
        {
            // A key that this replica does not have yet, a setting that is wrong, a bug: not the message's fault, and no reason to stop.
            outcome = new DeliveryOutcome.Failed(exception.GetType().Name, null);
            LogUndeliverable(message.Id, exception.GetType().Name);
        }
        finally
        {
            _settlements.Writer.TryWrite(new Settlement(message, leaseId, outcome));
            _slots.Release();
        }
    }

    private async Task SettleAsync()
    {
        var batch = new List<Settlement>(SettleAtOnce);
        while (await _settlements.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < SettleAtOnce && _settlements.Reader.TryRead(out var settlement))
            {
                batch.Add(settlement);
            }

            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<OutboxSettlement>().ApplyAsync(batch, CancellationToken.None);
                metrics.Settled(batch);
            }
            catch (Exception exception)
            {
                // The leases run out and the messages are delivered again under the same ids.
                LogDatabaseFault(exception.GetType().Name);
            }

            signal.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No address of the extranet is configured (Extranet:BaseUrl): messages wait in the outbox")]
    private partial void LogNotConfigured();

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be sent from here ({Fault}); it is tried again")]
    private partial void LogUndeliverable(Guid messageId, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not reach the database ({Fault}); it goes on trying")]
    private partial void LogDatabaseFault(string fault);
}

/// <summary>How a claimed message fared; a null outcome means that it was not tried to the end.</summary>
internal sealed record Settlement(OutboxMessage Message, Guid LeaseId, DeliveryOutcome? Outcome);
