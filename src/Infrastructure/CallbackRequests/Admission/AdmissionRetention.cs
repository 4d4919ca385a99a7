using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

internal sealed class SpentAskRetention(AppDbContext database, WriterQueue writers) : RemovalRule<SpentAsk>(database, writers)
{
    protected override IQueryable<SpentAsk> Ended(DateTimeOffset now)
    {
        var until = now - SpentAsk.Lifetime;
        return Database.SpentAsks.Where(ask => ask.AskedAt < until).OrderBy(ask => ask.AskedAt);
    }
}

internal sealed class WaitingNumberRetention(AppDbContext database, WriterQueue writers) : RemovalRule<WaitingNumber>(database, writers)
{
    protected override IQueryable<WaitingNumber> Ended(DateTimeOffset now) =>
        Database.WaitingNumbers.Where(number => number.Until <= now).OrderBy(number => number.Until);
}

internal sealed class CallerBlockRetention(AppDbContext database, WriterQueue writers) : RemovalRule<CallerBlock>(database, writers)
{
    protected override IQueryable<CallerBlock> Ended(DateTimeOffset now) =>
        Database.CallerBlocks.Where(block => block.Until <= now).OrderBy(block => block.Until);
}

/// <summary>Forgets which address a call back came from: it serves shares and blocks, which look at the days that can be chosen.</summary>
internal sealed class CallbackAddressRetention(AppDbContext database, WriterQueue writers) : IRetentionRule
{
    private const int AtOnce = 500;

    /// <summary>Fixed: the privacy notice names it (docs/personal-data.md).</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    public string Kind => "callback_addresses";

    public string Outcome => IRetentionRule.Removed;

    public RetentionTurn Turn => RetentionTurn.First;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) => Ended(now).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        var ids = await Ended(now).OrderBy(request => request.Id).Take(AtOnce).Select(request => request.Id).ToListAsync(cancellationToken);
        return await database.CallbackRequests.Where(request => ids.Contains(request.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.Origin.AddressHash, (string?)null), cancellationToken);
    }

    private IQueryable<CallbackRequest> Ended(DateTimeOffset now)
    {
        var until = now - Kept;
        return database.CallbackRequests.Where(request => request.RequestedAt < until && request.Origin.AddressHash != null);
    }
}
