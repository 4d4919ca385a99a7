using MobileBackend.Application.Common.Security;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>Takes each solution once, whichever replica it comes to.</summary>
internal sealed class UsedChallenges(AppDbContext database)
{
    /// <summary>
    /// On PostgreSQL a second one waits here until the transaction of the first has ended: committed, it gets no row; rolled back, it takes its place.
    /// </summary>
    private const string Use = "INSERT INTO used_challenges (signature_hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1";

    /// <summary>Uses it up within the running transaction; false where that was done before.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction that a refusal could undo.</exception>
    public Task<bool> TryUseAsync(JudgedSolution solution, CancellationToken cancellationToken)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A solution is used up with the work that it was sent for.");
        }

        object expiresAt = database is PostgresAppDbContext ? solution.ExpiresAt : UnixMicrosecondsConverter.Of(solution.ExpiresAt);
        return database.Database.FirstAsync(Use, [OpaqueToken.Hash(solution.Signature), expiresAt], _ => true, cancellationToken);
    }
}
