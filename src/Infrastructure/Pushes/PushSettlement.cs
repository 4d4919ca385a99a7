using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>Records how a batch of pushes fared, in one transaction.</summary>
internal sealed partial class PushSettlement(
    IUnitOfWork unitOfWork, PushStore store, PushChannel channel, IOptions<PushOptions> options, TimeProvider time, ILogger<PushSettlement> logger)
{
    public Task ApplyAsync(IReadOnlyList<Settlement<DuePush, PushOutcome>> batch, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token =>
        {
            foreach (var alike in batch.GroupBy(settlement => settlement.Outcome))
            {
                await SettleAsync(alike.Key, [.. alike], token);
            }

            return Result.Success;
        },
        cancellationToken);

    /// <summary>Outcomes are compared by what they say: all that were sent are one group.</summary>
    private async Task SettleAsync(PushOutcome? outcome, IReadOnlyList<Settlement<DuePush, PushOutcome>> alike, CancellationToken cancellationToken)
    {
        var leases = alike.Select(LeaseOf).ToList();
        switch (outcome)
        {
            case PushOutcome.Sent:
                await store.EndAsync(leases, PushStatus.Sent, fault: null, cancellationToken);
                alike.Select(settlement => settlement.Item.Platform).Distinct().ToList().ForEach(channel.Works);
                break;
            case PushOutcome.DeadToken dead:
                await BuryAsync(dead, alike, cancellationToken);
                channel.AccountWorks();
                break;
            case PushOutcome.Refused refused:
                await store.EndAsync(leases, PushStatus.Failed, refused.Fault, cancellationToken);
                LogRefused(alike.Count, refused.Fault);
                channel.AccountWorks();
                break;
            case PushOutcome.Later later:
                foreach (var settlement in alike)
                {
                    await RetryAsync(settlement, later, cancellationToken);
                }

                AfterLater(later);

                break;
            case PushOutcome.PlatformStopped stopped:
                foreach (var platform in alike.GroupBy(settlement => settlement.Item.Platform))
                {
                    await WaitAsync([.. platform], channel.StopPlatform(platform.Key, stopped.Fault), stopped.Fault, cancellationToken);
                }

                channel.AccountWorks();

                break;
            case PushOutcome.ChannelStopped stopped:
                await WaitAsync(alike, channel.StopAll(stopped.Fault), stopped.Fault, cancellationToken);
                break;
            case null:
                await store.ReleaseAsync(leases, cancellationToken);
                break;
        }
    }

    private static PushLease LeaseOf(Settlement<DuePush, PushOutcome> settlement) => new(settlement.Item.Push.Id, settlement.LeaseId);

    /// <summary>Where the app has given another address meanwhile, the push goes there; where it has none any more, the next claim sees that.</summary>
    private async Task BuryAsync(PushOutcome.DeadToken dead, IReadOnlyList<Settlement<DuePush, PushOutcome>> pushes, CancellationToken cancellationToken)
    {
        List<PushLease> failed = [], released = [];
        foreach (var settlement in pushes)
        {
            var isForgotten = await store.ForgetTokenAsync(settlement.Item.Push.DeviceId, settlement.Item.Token!.Value, cancellationToken);
            (isForgotten ? failed : released).Add(LeaseOf(settlement));
        }

        await store.EndAsync(failed, PushStatus.Failed, dead.Fault, cancellationToken);
        await store.ReleaseAsync(released, cancellationToken);

        if (dead.IsOfAnotherProject)
        {
            LogOtherProject(pushes.Count);
        }
    }

    private async Task RetryAsync(Settlement<DuePush, PushOutcome> settlement, PushOutcome.Later later, CancellationToken cancellationToken)
    {
        var push = settlement.Item.Push;
        var now = time.GetUtcNow();
        var firstTriedAt = push.FirstTriedAt ?? now;
        var next = now + RetryDelay.After(
            push.Attempts + 1, options.Value.FirstRetry, options.Value.LongestRetry, later.RetryAfter, Random.Shared.NextDouble());
        if (next >= push.ExpiresAt)
        {
            await store.EndAsync([LeaseOf(settlement)], PushStatus.Expired, later.Fault, cancellationToken);
        }
        else if (next > firstTriedAt + options.Value.GiveUpAfter)
        {
            await store.EndAsync([LeaseOf(settlement)], PushStatus.Failed, later.Fault, cancellationToken);
        }
        else
        {
            await store.RetryAsync(LeaseOf(settlement), next, firstTriedAt, later.Fault, cancellationToken);
        }
    }

    /// <summary>A quota is that of an account that is taken; any other such answer says nothing of the account.</summary>
    private void AfterLater(PushOutcome.Later later)
    {
        if (later.IsQuota)
        {
            channel.AccountWorks();
        }
        else
        {
            channel.LeaveUntried();
        }
    }

    /// <summary>No push is used up by a fault that is not its own; what is too late by then will expire.</summary>
    private Task WaitAsync(IReadOnlyList<Settlement<DuePush, PushOutcome>> pushes, DateTimeOffset until, string fault, CancellationToken cancellationToken) =>
        store.WaitAsync([.. pushes.Select(LeaseOf)], until, fault, cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} pushes were refused for what they say ({Fault})")]
    private partial void LogRefused(int count, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} push tokens belong to another project: an app was built with the wrong one. They are forgotten")]
    private partial void LogOtherProject(int count);
}
