using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Delivers what is in the outbox. The extranet tells a repetition by the message's id.</summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes,
    IOutboxTransport transport,
    IPersonalDataSealer sealer,
    OutboxSignal signal,
    IOptions<OutboxOptions> options,
    OutboxMetrics metrics,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger)
    : LeasedQueueWorker<OutboxMessage, DeliveryOutcome>(scopes, signal, options.Value.Concurrency, options.Value.PollInterval, time, logger)
{
    private readonly ILogger _logger = logger;

    protected override bool CheckConfigured()
    {
        if (!transport.IsConfigured)
        {
            LogNotConfigured(transport.AddressSetting);
        }

        return transport.IsConfigured;
    }

    protected override async Task<Claim<OutboxMessage>> ClaimAsync(IServiceProvider services, int count, Guid leaseId, CancellationToken cancellationToken)
    {
        var messages = await services.GetRequiredService<OutboxStore>().ClaimAsync(count, leaseId, cancellationToken);
        return new Claim<OutboxMessage>(messages, messages.Count > 0);
    }

    protected override Task<DeliveryOutcome> ProcessAsync(OutboxMessage item, CancellationToken cancellationToken)
    {
        var payload = sealer.Open(ExtranetOutbox.PayloadColumn, item.Id, item.Payload);
        return transport.SendAsync(item.Id, item.Type, payload, cancellationToken);
    }

    protected override DeliveryOutcome Fault(OutboxMessage item, Exception exception)
    {
        LogUndeliverable(item.Id, exception.GetType().Name);
        return new DeliveryOutcome.Failed(exception.GetType().Name, null);
    }

    protected override async Task SettleAsync(
        IServiceProvider services, IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<OutboxSettlement>().ApplyAsync(batch, cancellationToken);
        metrics.Settled(batch);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No address of the extranet is configured ({Setting}): messages wait in the outbox")]
    private partial void LogNotConfigured(string setting);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be sent from here ({Fault}); it is tried again")]
    private partial void LogUndeliverable(Guid messageId, string fault);
}
