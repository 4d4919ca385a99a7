using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Idempotency;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>
/// Removes what has been kept long enough. Each kind goes by statements that name its end by a date, so that replicas that run it at
/// once, or a run cut short, do no harm.
/// </summary>
internal sealed class Retention(AppDbContext database, WriterQueue writers, IDispatcher dispatcher, IOptions<RetentionSettings> settings, TimeProvider time)
{
    private const int AtOnce = 500;

    /// <returns>Rows removed, by table.</returns>
    public async Task<IReadOnlyDictionary<string, int>> ApplyAsync(CancellationToken cancellationToken)
    {
        var keep = settings.Value;
        var now = time.GetUtcNow();
        var graceEnd = now - RefreshToken.Grace;
        await ForgetAnswersAsync(graceEnd, cancellationToken);
        while ((await dispatcher.Send(new LapseCallbacksCommand(now - keep.OpenCallbackAfterSlot), cancellationToken)).Value > 0)
        {
            // Each batch is a transaction of its own.
        }

        return new Dictionary<string, int>
        {
            ["callback_requests"] = await RemoveCallbacksAsync(now - keep.CallbackAfterClosing, cancellationToken),
            ["follow_up_tokens"] = await RemoveAsync(database.FollowUpTokens.Where(row => row.ExpiresAt < now), cancellationToken),
            ["inbox_messages"] = await RemoveAsync(database.InboxMessages.Where(row => row.ToldAt < now - keep.MessageAfterCreation), cancellationToken),
            ["refresh_tokens"] = await RemoveAsync(database.RefreshTokens.Where(row => row.ExpiresAt < now - keep.RefreshTokenAfterExpiry), cancellationToken),
            ["idempotency_records"] = await RemoveAsync(database.IdempotencyRecords.Where(row => row.CreatedAt < now - IdempotencyStore.Lifetime), cancellationToken),
            ["slot_loads"] = await RemoveAsync(database.SlotLoads.Where(row => row.StartsAt < now - keep.SlotLoadAfterStart), cancellationToken),
            ["usage_counters"] = await RemoveAsync(database.UsageCounters.Where(row => row.WindowEnd < now - keep.CounterAfterWindow), cancellationToken),
            ["erasure_receipts"] = await RemoveAsync(database.ErasureReceipts.Where(row => row.ErasedAt < now - keep.ErasureReceipt), cancellationToken),
            ["audit_entries"] = await RemoveAsync(database.AuditEntries.Where(row => row.At < now - keep.AuditEntry), cancellationToken),
        };
    }

    /// <summary>A message that is still parked goes with the call back it is about.</summary>
    private async Task<int> RemoveCallbacksAsync(DateTimeOffset closedBefore, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (await database.CallbackRequests.Where(row => row.ClosedAt < closedBefore).OrderBy(row => row.Id)
            .Select(row => row.Id).Take(AtOnce).ToListAsync(cancellationToken) is { Count: > 0 } ended)
        {
            var streams = ended.ConvertAll(id => id.Value);
            await RemoveAsync(database.OutboxMessages.Where(row => streams.Contains(row.StreamId)), cancellationToken);
            removed += await RemoveAsync(database.CallbackRequests.Where(row => ended.Contains(row.Id)), cancellationToken);
        }

        return removed;
    }

    /// <summary>The pair that a lost answer held is a live credential: it stays no longer than it may be asked for.</summary>
    private async Task ForgetAnswersAsync(DateTimeOffset graceEnd, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        await database.RefreshTokens.Where(row => row.SpentAt < graceEnd && row.Answer != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Answer, (Domain.Common.SealedText?)null), cancellationToken);
    }

    private async Task<int> RemoveAsync<T>(IQueryable<T> ended, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await ended.ExecuteDeleteAsync(cancellationToken);
    }
}
