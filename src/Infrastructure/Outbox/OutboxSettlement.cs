using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>Records a batch of outcomes, in one transaction.</summary>
internal sealed partial class OutboxSettlement(
    IUnitOfWork unitOfWork,
    OutboxStore store,
    OutboxDestinations destinations,
    IEnumerable<IDeliveryFollowUp> followUps,
    IOptions<OutboxOptions> options,
    ILogger<OutboxSettlement> logger)
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
        Report(batch);
    }

    private async Task SettleDeliveredAsync(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch, CancellationToken cancellationToken)
    {
        var delivered = batch.Where(settlement => settlement.Outcome is DeliveryOutcome.Delivered).ToList();
        if (delivered.Count == 0)
        {
            return;
        }

        await store.RemoveDeliveredAsync([.. delivered.Select(settlement => (settlement.Item.Id, settlement.LeaseId))], cancellationToken);
        foreach (var followUp in followUps)
        {
            await followUp.AfterDeliveryAsync([.. delivered.Select(settlement => settlement.Item)], cancellationToken);
        }
    }

    private async Task SettleUndeliveredAsync(Settlement<OutboxMessage, DeliveryOutcome> settlement, CancellationToken cancellationToken)
    {
        var (message, leaseId, outcome) = settlement;
        switch (outcome)
        {
            case DeliveryOutcome.Refused refused:
                await store.ParkAsync(leaseId, message.Id, refused.Fault, cancellationToken);
                destinations.Find(message.Type)?.LogParked(message.Id, refused.Fault);
                break;
            case DeliveryOutcome.Failed failed:
                var delay = RetryDelay.After(
                    message.Attempts, options.Value.FirstRetry, options.Value.LongestRetry, failed.RetryAfter, Random.Shared.NextDouble());
                await store.PostponeAsync(leaseId, message.Id, delay, failed.Fault, cancellationToken);
                LogChannelFault(message.Id, failed.Fault, message.Attempts, delay);
                break;
            case null:
                await store.PostponeAsync(leaseId, message.Id, TimeSpan.Zero, message.LastFault, cancellationToken);
                break;
        }
    }

    private void Report(IReadOnlyList<Settlement<OutboxMessage, DeliveryOutcome>> batch)
    {
        foreach (var sent in batch.GroupBy(settlement => destinations.Find(settlement.Item.Type), settlement => settlement.Outcome))
        {
            if (sent.Key is { } destination)
            {
                Report(destination, [.. sent]);
            }
        }
    }

    /// <summary>One message that gets through shows that the channel works.</summary>
    private static void Report(IOutboxDestination destination, IReadOnlyList<DeliveryOutcome?> outcomes)
    {
        var gotThrough = outcomes.Any(outcome => outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Refused);
        if (gotThrough && destination.Channel.TurnsTo(failing: false))
        {
            destination.LogChannelWorks();
        }
        else if (!gotThrough && outcomes.OfType<DeliveryOutcome.Failed>().FirstOrDefault() is { } failed && destination.Channel.TurnsTo(failing: true))
        {
            destination.LogChannelFails(failed.Fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} did not get through ({Fault}, attempt {Attempts}); next try in {Delay}")]
    private partial void LogChannelFault(Guid messageId, string fault, int attempts, TimeSpan delay);
}
