using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>A rule that deletes rows, a batch at a time, so that other writers do not wait long behind it.</summary>
/// <typeparam name="TRow">An entity with a table of its own.</typeparam>
internal abstract class RemovalRule<TRow>(AppDbContext database, WriterQueue writers) : IRetentionRule
    where TRow : class
{
    private const int AtOnce = 500;

    public string Kind { get; } = database.Model.FindEntityType(typeof(TRow))!.GetTableName()!;

    public string Outcome => IRetentionRule.Removed;

    public virtual RetentionTurn Turn => RetentionTurn.Middle;

    protected AppDbContext Database { get; } = database;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) => Ended(now).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await Ended(now).Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The rows whose time is over, in the order of an index.</summary>
    protected abstract IQueryable<TRow> Ended(DateTimeOffset now);
}
