using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace MobileBackend.Infrastructure.Persistence;

internal static class Transactions
{
    /// <summary>
    /// Begins a transaction, so that a caller who goes away leaves no connection behind. EF counts how often a connection was opened; with one
    /// token for both, a cancellation between opening and beginning leaves the count one too high, and a pooled context keeps it. Requests
    /// that get such a context hold a connection to their end and wait for a second one: enough of them, and all wait for each other.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginAsync(this DatabaseFacade database, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await database.BeginTransactionAsync(CancellationToken.None);
        }
        finally
        {
            // The transaction counts for itself.
            await database.CloseConnectionAsync();
        }
    }
}
