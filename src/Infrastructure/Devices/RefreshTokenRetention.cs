using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Devices;

/// <summary>The pair that a lost answer held is a live credential: it stays no longer than it may be asked for.</summary>
internal sealed class SpentAnswerRetention(AppDbContext database, WriterQueue writers) : IRetentionRule
{
    private const int AtOnce = 500;

    public string Kind => "refresh_token_answers";

    public string Outcome => IRetentionRule.Removed;

    public RetentionTurn Turn => RetentionTurn.First;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) => Spent(now).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await Spent(now).OrderBy(row => row.SpentAt).Take(AtOnce)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Answer, (SealedText?)null), cancellationToken);
    }

    private IQueryable<RefreshToken> Spent(DateTimeOffset now)
    {
        var until = now - RefreshToken.Grace;
        return database.RefreshTokens.Where(row => row.SpentAt < until && row.Answer != null);
    }
}

internal sealed class RefreshTokenRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<RefreshToken>(database, writers)
{
    protected override IQueryable<RefreshToken> Ended(DateTimeOffset now)
    {
        var until = now - keep.Value.RefreshTokenAfterExpiry;
        return Database.RefreshTokens.Where(row => row.ExpiresAt < until).OrderBy(row => row.ExpiresAt);
    }
}
