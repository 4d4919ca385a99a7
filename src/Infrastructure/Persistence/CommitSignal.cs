using Microsoft.EntityFrameworkCore.ChangeTracking;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Wakes a worker of this process when a transaction was committed that concerns it. Found by this interface; one instance a process.</summary>
internal interface ICommitSignal
{
    /// <summary>Whether what was saved concerns the worker.</summary>
    /// <param name="saved">All that the transaction read or changed by entity; nothing in it need be looked at again.</param>
    bool Concerns(ChangeTracker saved);

    void Raise();
}

/// <summary>The signal of a worker that lives on rows of one kind.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
internal abstract class CommitSignal<TEntity> : WorkSignal, ICommitSignal
    where TEntity : class
{
    public bool Concerns(ChangeTracker saved) => saved.Entries<TEntity>().Any();
}
