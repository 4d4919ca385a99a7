using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Delivers what is in the outbox. A destination knows a repetition by the message's id.</summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes,
    OutboxDestinations destinations,
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
        foreach (var destination in destinations.All.Where(destination => !destination.IsConfigured))
        {
            destination.LogNotConfigured();
        }

        return destinations.All.Any(destination => destination.IsConfigured);
    }

    protected override async Task<Claim<OutboxMessage>> ClaimAsync(IServiceProvider services, int count, Guid leaseId, CancellationToken cancellationToken)
    {
        var messages = await services.GetRequiredService<OutboxStore>().ClaimAsync(count, leaseId, cancellationToken);
        return new Claim<OutboxMessage>(messages, messages.Count > 0);
    }

    protected override Task<DeliveryOutcome> ProcessAsync(OutboxMessage item, CancellationToken cancellationToken)
    {
        var destination = destinations.Find(item.Type) ?? throw new InvalidOperationException($"No destination takes messages of the type {item.Type}.");
        return destination.IsConfigured
            ? destination.SendAsync(item.Id, item.Type, sealer.Open(OutboxMessage.PayloadColumn, item.Id, item.Payload), cancellationToken)
            : Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed("not-configured", RetryAfter: null));
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be sent from here ({Fault}); it is tried again")]
    private partial void LogUndeliverable(Guid messageId, string fault);
}
