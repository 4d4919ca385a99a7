using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Devices;
using MobileBackend.Application.Notifications;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>Sends what is due to people's phones, at the pace that the push service allows. A repetition replaces its first copy on the phone.</summary>
internal sealed partial class PushSender(
    IServiceScopeFactory scopes,
    IPushGateway gateway,
    IPersonalDataSealer sealer,
    PushSignal signal,
    PushPace pace,
    PushChannel channel,
    PushMetrics metrics,
    IOptions<PushOptions> options,
    TimeProvider time,
    ILogger<PushSender> logger)
    : LeasedQueueWorker<DuePush, PushOutcome>(scopes, signal, options.Value.Concurrency, options.Value.PollInterval, time, logger)
{
    private readonly ILogger _logger = logger;
    private readonly TimeProvider _time = time;
    private bool _onTrial;

    protected override bool CheckConfigured()
    {
        if (!gateway.IsConfigured)
        {
            LogNotConfigured();
        }

        return gateway.IsConfigured;
    }

    protected override async ValueTask<int> AdmitAsync(int free, CancellationToken cancellationToken)
    {
        ChannelState state;
        while ((state = channel.Enter()) == ChannelState.Stopped)
        {
            await Task.Delay(options.Value.PollInterval, _time, cancellationToken);
        }

        _onTrial = state == ChannelState.OnTrial;
        return await pace.TakeAsync(free, cancellationToken);
    }

    protected override async Task<Claim<DuePush>> ClaimAsync(IServiceProvider services, int count, Guid leaseId, CancellationToken cancellationToken)
    {
        var used = 0;
        try
        {
            var claim = await services.GetRequiredService<PushClaims>().TakeAsync(count, _onTrial ? 1 : count, leaseId, cancellationToken);
            used = claim.Items.Count;
            return claim;
        }
        finally
        {
            pace.Return(count - used, used);
            if (_onTrial && used == 0)
            {
                channel.LeaveUntried();
            }
        }
    }

    /// <summary>A try under way at a stop is waited for, at most as long as its time-out: cut short it would be sent again, and the phone ring twice.</summary>
    protected override Task<PushOutcome> ProcessAsync(DuePush item, CancellationToken cancellationToken)
    {
        var push = item.Push;
        var text = sealer.OpenText(push.MessageId, item.Content);
        var token = sealer.OpenPushToken(push.DeviceId, item.Token!.Value);
        var aboutOwnCall = !push.CountsTowardsCeiling;
        var livesUntil = PushRules.LivesUntil(push, item.QuietHours, item.Clock, _time.GetUtcNow());
        return gateway.SendAsync(
            new PushEnvelope(push.MessageId, item.Platform, token, text.PushTitle!, text.PushBody!, aboutOwnCall, livesUntil), CancellationToken.None);
    }

    protected override PushOutcome Fault(DuePush item, Exception exception)
    {
        LogUnsendable(item.Push.Id.Value, exception.GetType().Name);
        return new PushOutcome.Later(exception.GetType().Name, RetryAfter: null);
    }

    protected override async Task SettleAsync(
        IServiceProvider services, IReadOnlyList<Settlement<DuePush, PushOutcome>> batch, CancellationToken cancellationToken)
    {
        pace.Hear(batch.Count, batch.Count(settlement => settlement.Outcome is PushOutcome.Later { IsQuota: true }));
        await services.GetRequiredService<PushSettlement>().ApplyAsync(batch, cancellationToken);
        metrics.Settled(batch);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "No account at the push service is configured (Firebase:ServiceAccountFile): messages stay in the inbox only")]
    private partial void LogNotConfigured();

    [LoggerMessage(Level = LogLevel.Error, Message = "Push {PushId} could not be sent from here ({Fault}); it is tried again")]
    private partial void LogUnsendable(Guid pushId, string fault);
}
