using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using Npgsql;

namespace MobileBackend.Infrastructure.Persistence;

internal sealed class UnitOfWork(AppDbContext database, WriterQueue writers, DomainEvents events, IEnumerable<ICommitSignal> signals) : IUnitOfWork
{
    private const int MaximumRuns = 5;

    public async Task<TOutcome> RunAsync<TOutcome>(Func<CancellationToken, Task<TOutcome>> work, CancellationToken cancellationToken)
        where TOutcome : IOutcome<TOutcome>
    {
        if (database.Database.CurrentTransaction is not null)
        {
            return await work(cancellationToken);
        }

        using var turn = await writers.EnterAsync(cancellationToken);
        for (var run = 1; ; run++)
        {
            try
            {
                return await database.Database.CreateExecutionStrategy().ExecuteAsync(token => RunOnceAsync(work, token), cancellationToken);
            }
            catch (DbUpdateException exception) when (UniqueRules.Find(exception, database.Model) is { } error)
            {
                // The row that this work looked for appeared while it ran.
                return TOutcome.Failure(error);
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueRules.IsLostRace(exception))
            {
                // Another writer was first: run again on what it left.
                if (run == MaximumRuns)
                {
                    throw new TimeoutException("Other writers were faster every time.", exception);
                }
            }
        }
    }

    private async Task<TOutcome> RunOnceAsync<TOutcome>(Func<CancellationToken, Task<TOutcome>> work, CancellationToken cancellationToken)
        where TOutcome : IOutcome<TOutcome>
    {
        database.ChangeTracker.Clear();

        // Whatever fails here fails the whole transaction: nothing goes back to a savepoint, which would be set and released for each save.
        database.Database.AutoSavepointsEnabled = false;
        await using var transaction = await database.Database.BeginAsync(cancellationToken);
        var outcome = await work(cancellationToken);
        if (outcome.Error is { KeepsChanges: false })
        {
            database.ChangeTracker.Clear();
            return outcome;
        }

        await SaveAsync(transaction, cancellationToken);
        return outcome;
    }

    /// <summary>Looks for changes once, instead of each time that somebody asks what is tracked.</summary>
    private async Task SaveAsync(IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var tracker = database.ChangeTracker;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            await events.DispatchAsync(database, cancellationToken);
            tracker.DetectChanges();

            // Nobody goes on with what is tracked: it need not be made to look as if it had just been read.
            await database.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
            await CommitAsync(transaction, cancellationToken);
            foreach (var signal in signals.Where(signal => signal.Concerns(tracker)))
            {
                signal.Raise();
            }
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>
    /// Once everything is saved, a client that went away no longer stops the commit. A commit whose answer got lost may have happened:
    /// it is not run again, which would judge the work by its own result, but reported as a passing fault.
    /// </summary>
    private static async Task CommitAsync(IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException exception) when (exception is not PostgresException)
        {
            throw new UnknownCommitException(exception);
        }
    }
}
