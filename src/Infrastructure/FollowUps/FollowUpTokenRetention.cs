using MobileBackend.Domain.FollowUps;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.FollowUps;

internal sealed class FollowUpTokenRetention(AppDbContext database, WriterQueue writers) : RemovalRule<FollowUpToken>(database, writers)
{
    protected override IQueryable<FollowUpToken> Ended(DateTimeOffset now) =>
        Database.FollowUpTokens.Where(row => row.ExpiresAt < now).OrderBy(row => row.ExpiresAt);
}
