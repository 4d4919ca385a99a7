using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Devices;
using MobileBackend.Application.Privacy;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.CallbackRequests;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Idempotency;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>
/// Ends what has been kept long enough, a batch at a time, so that nobody waits long behind it. Each rule names its end by a date: a run
/// cut short, or two at once, do no harm.
/// </summary>
internal sealed partial class Retention(
    AppDbContext database,
    WriterQueue writers,
    IDispatcher dispatcher,
    IOptions<RetentionSettings> settings,
    RetentionMetrics metrics,
    TimeProvider time,
    ILogger<Retention> logger) : IJob
{
    private const int AtOnce = 500;
    private const string Removed = "removed";
    private const string Erased = "erased";

    public static string Name => "retention";

    public static TimeSpan Interval { get; } = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<JobCount>> RunAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var done = new List<JobCount>();
        foreach (var rule in Rules())
        {
            done.Add(new JobCount(rule.Kind, rule.Deed, await ApplyAsync(rule, lease, cancellationToken)));
        }

        return Sum(done);
    }

    /// <summary>What a run would do now; nothing is changed.</summary>
    public async Task<IReadOnlyList<JobCount>> PreviewAsync(CancellationToken cancellationToken)
    {
        var wouldBe = new List<JobCount>();
        foreach (var rule in Rules())
        {
            wouldBe.Add(new JobCount(rule.Kind, rule.Deed, await rule.CountAsync(cancellationToken)));
        }

        return Sum(wouldBe);
    }

    /// <summary>
    /// In this order, in which no rule makes or takes what a later one counts: a preview then says what a run does. Devices come last,
    /// since much else goes with them.
    /// </summary>
    private List<Rule> Rules()
    {
        var (keep, now) = (settings.Value, time.GetUtcNow());
        var (callbacks, messages) = (now - keep.CallbackAfterClosing, now - keep.MessageAfterCreation);
        var (answers, refreshTokens) = (now - RefreshToken.Grace, now - keep.RefreshTokenAfterExpiry);
        var (storedAnswers, slots, counters) = (now - IdempotencyStore.Lifetime, now - keep.SlotLoadAfterStart, now - keep.CounterAfterWindow);
        var (receipts, audit) = (now - keep.ErasureReceipt, now - keep.AuditEntry);
        var ended = database.CallbackRequests.Where(row => row.ClosedAt < callbacks);
        var told = database.InboxMessages.Where(row => row.ToldAt < messages);
        return
        [
            ForgetAnswers(database.RefreshTokens.Where(row => row.SpentAt < answers && row.Answer != null)),
            GiveUpCallbacks(now - keep.OpenCallbackAfterSlot),

            // A message that is still parked goes with the call back it is about, and a push with its message; one whose message was withdrawn, as if it had it.
            Remove("outbox_messages", database.OutboxMessages.Where(row => ended.Any(callback => (Guid)(object)callback.Id == row.StreamId)).OrderBy(row => row.Id)),
            Remove("callback_requests", ended.OrderBy(row => row.Id)),
            Remove("follow_up_tokens", database.FollowUpTokens.Where(row => row.ExpiresAt < now).OrderBy(row => row.ExpiresAt)),
            Remove("pushes", database.Pushes.Where(row => told.Any(message => message.Id == row.MessageId)).OrderBy(row => row.Id)),
            Remove("pushes", database.Pushes.Where(row => row.EndedAt < messages && !told.Any(message => message.Id == row.MessageId)).OrderBy(row => row.EndedAt)),
            Remove("inbox_messages", told.OrderBy(row => row.ToldAt)),
            Remove("refresh_tokens", database.RefreshTokens.Where(row => row.ExpiresAt < refreshTokens).OrderBy(row => row.ExpiresAt)),
            Remove("idempotency_records", database.IdempotencyRecords.Where(row => row.CreatedAt < storedAnswers).OrderBy(row => row.CreatedAt)),
            Remove("slot_loads", database.SlotLoads.Where(row => row.StartsAt < slots).OrderBy(row => row.StartsAt)),
            Remove("usage_counters", database.UsageCounters.Where(row => row.WindowEnd < counters).OrderBy(row => row.WindowEnd)),
            Remove("erasure_receipts", database.ErasureReceipts.Where(row => row.ErasedAt < receipts).OrderBy(row => row.ErasedAt)),
            Remove("audit_entries", database.AuditEntries.Where(row => row.At < audit).OrderBy(row => row.At)),
            WarnDevices(keep, now),
            EraseDevices(keep, now),
        ];
    }

    /// <summary>The pair that a lost answer held is a live credential: it stays no longer than it may be asked for.</summary>
    private Rule ForgetAnswers(IQueryable<RefreshToken> spent) => new("refresh_token_answers", Removed, spent.CountAsync, async cancellationToken =>
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await spent.OrderBy(row => row.SpentAt).Take(AtOnce)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Answer, (SealedText?)null), cancellationToken);
    });

    private Rule GiveUpCallbacks(DateTimeOffset slotBefore) => new(
        "callback_requests",
        "given up",
        database.CallbackRequests.ToLapse(slotBefore).CountAsync,
        async cancellationToken => (await dispatcher.Send(new LapseCallbacksCommand(slotBefore), cancellationToken)).Value);

    private Rule WarnDevices(RetentionSettings keep, DateTimeOffset now) => new(
        "devices",
        "warned",
        database.Devices.ToWarn(keep, now).CountAsync,
        async cancellationToken => (await dispatcher.Send(new WarnInactiveDevicesCommand(), cancellationToken)).Value);

    /// <summary>Each in a transaction of its own, which may write to the extranet's queue too.</summary>
    private Rule EraseDevices(RetentionSettings keep, DateTimeOffset now)
    {
        var due = database.Devices.ToErase(keep, now);
        return new Rule("devices", Erased, due.CountAsync, async cancellationToken =>
        {
            var erased = 0;
            foreach (var id in await due.OrderBy(row => row.LastSeenAt).Select(row => row.Id).Take(AtOnce / 10).ToListAsync(cancellationToken))
            {
                erased += (await dispatcher.Send(new EraseInactiveDeviceCommand(id.Value), cancellationToken)).Value ? 1 : 0;
            }

            return erased;
        });
    }

    private async Task<int> ApplyAsync(Rule rule, JobLease lease, CancellationToken cancellationToken)
    {
        var sum = 0;
        try
        {
            while (await rule.ApplySomeAsync(cancellationToken) is > 0 and var some)
            {
                sum += some;
                await lease.RenewAsync(cancellationToken);
            }
        }
        finally
        {
            // Also of a run that is cut short: what is gone is gone.
            Report(rule, sum);
        }

        return sum;
    }

    private Rule Remove<T>(string kind, IQueryable<T> ended) => new(kind, Removed, ended.CountAsync, async cancellationToken =>
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await ended.Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
    });

    private void Report(Rule rule, int sum)
    {
        if (sum == 0)
        {
            return;
        }

        LogDone(rule.Kind, sum, rule.Deed);
        if (rule.Deed is Removed or Erased)
        {
            metrics.Removed(rule.Kind, sum);
        }
    }

    private static IReadOnlyList<JobCount> Sum(IEnumerable<JobCount> counts) =>
        [.. counts.GroupBy(count => (count.Kind, count.Deed)).Select(group => new JobCount(group.Key.Kind, group.Key.Deed, group.Sum(count => count.Count)))];

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention: {Kind}: {Count} {Deed}")]
    private partial void LogDone(string kind, int count, string deed);

    /// <summary>How one kind of thing ends.</summary>
    /// <param name="Kind">The kind, by its table.</param>
    /// <param name="Deed">What is done to it.</param>
    /// <param name="CountAsync">How many have reached their end.</param>
    /// <param name="ApplySomeAsync">Does it to some of them, in a short transaction, and says to how many; none means that there are no more.</param>
    private sealed record Rule(string Kind, string Deed, Func<CancellationToken, Task<int>> CountAsync, Func<CancellationToken, Task<int>> ApplySomeAsync);
}
