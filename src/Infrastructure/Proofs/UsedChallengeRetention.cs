using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Proofs;

internal sealed class UsedChallengeRetention(AppDbContext database, WriterQueue writers) : RemovalRule<UsedChallenge>(database, writers)
{
    /// <summary>A replica whose clock is behind that of the one that removes still takes the solution: it must still be known as used.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromHours(1);

    protected override IQueryable<UsedChallenge> Ended(DateTimeOffset now)
    {
        var until = now - ClocksApart;
        return Database.UsedChallenges.Where(row => row.ExpiresAt < until).OrderBy(row => row.ExpiresAt);
    }
}
