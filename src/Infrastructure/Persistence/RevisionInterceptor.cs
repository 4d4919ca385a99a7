using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MobileBackend.Domain.Common;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Counts the saves of each aggregate, its parts included, so that of two writers who read the same state only one can save.</summary>
internal sealed class RevisionInterceptor : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<AggregateRoot>().ToList())
        {
            if (entry.State is EntityState.Added or EntityState.Modified
                || (entry.State is EntityState.Unchanged && entry.Navigations.Any(part => part.IsModified)))
            {
                var revision = entry.Property(aggregate => aggregate.Revision);
                revision.CurrentValue = revision.OriginalValue + 1;
            }
        }

        return ValueTask.FromResult(result);
    }
}
