using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Infrastructure.Extranet;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Records a batch of outcomes, in one transaction.</summary>
internal sealed partial class OutboxSettlement(
    IUnitOfWork unitOfWork, OutboxStore store, IDispatcher dispatcher, ExtranetChannel channel, IOptions<OutboxOptions> options, ILogger<OutboxSettlement> logger)
{
    public async Task ApplyAsync(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch, CancellationToken cancellationToken)
    {
        await unitOfWork.RunAsync(async token =>
        {
            await SettleDeliveredAsync(batch, token);
            foreach (var settlement in batch)
            {
                await SettleUndeliveredAsync(settlement, token);
            }

            return Result.Success;
        }, cancellationToken);
        Tell(batch);
    }

    private async Task SettleDeliveredAsync(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch, CancellationToken cancellationToken)
    {
        var delivered = batch.Where(settlement => settlement.Outcome is DeliveryOutcome.Delivered).ToList();
        if (delivered.Count > 0)
        {
            await store.RemoveDeliveredAsync([.. delivered.Select(settlement => (settlement.Item.Id, settlement.LeaseId))], cancellationToken);
        }

        var requested = delivered.Where(settlement => string.Equals(settlement.Item.Type, ExtranetWire.Requested, StringComparison.Ordinal))
            .Select(settlement => CallbackRequestId.From(settlement.Item.StreamId)).ToList();
        if (requested.Count > 0)
        {
            await dispatcher.Send(new ConfirmCallbacksQueuedCommand(requested), cancellationToken);
        }
    }

    private async Task SettleUndeliveredAsync(Settlement<OutboxMessage, DeliveryOutcome> settlement, CancellationToken cancellationToken)
    {
        var (message, leaseId, outcome) = settlement;
        switch (outcome)
        {
            case DeliveryOutcome.Refused refused:
                await store.ParkAsync(leaseId, message.Id, refused.Fault, cancellationToken);
                LogParked(message.Id, refused.Fault);
                break;
            case DeliveryOutcome.Failed failed:
                var delay = RetryDelay.After(message.Attempts, options.Value.FirstRetry, options.Value.LongestRetry, failed.RetryAfter, Random.Shared.NextDouble());
                await store.PostponeAsync(leaseId, message.Id, delay, failed.Fault, cancellationToken);
                LogChannelFault(message.Id, failed.Fault, message.Attempts, delay);
                break;
            case null:
                await store.PostponeAsync(leaseId, message.Id, TimeSpan.Zero, message.LastFault, cancellationToken);
                break;
        }
    }

    /// <summary>One message that gets through shows that the channel works.</summary>
    private void Tell(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch)
    {
        var gotThrough = batch.Any(settlement => settlement.Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Refused);
        if (gotThrough && channel.TurnsTo(failing: false))
        {
            LogChannelWorks();
        }
        else if (!gotThrough && batch.Select(settlement => settlement.Outcome).OfType<DeliveryOutcome.Failed>().FirstOrDefault() is { } failed && channel.TurnsTo(failing: true))
        {
            LogChannelFails(failed.Fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing gets through to the extranet ({Fault}); messages wait and are tried again")]
    private partial void LogChannelFails(string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Messages get through to the extranet again")]
    private partial void LogChannelWorks();

    [LoggerMessage(Level = LogLevel.Error, Message = "The extranet refused message {MessageId} ({Fault}): it is parked until somebody replays it")]
    private partial void LogParked(Guid messageId, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} did not get through ({Fault}, attempt {Attempts}); next try in {Delay}")]
    private partial void LogChannelFault(Guid messageId, string fault, int attempts, TimeSpan delay);
}
