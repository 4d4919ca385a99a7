namespace MobileBackend.Infrastructure.Jobs;

/// <summary>Retention by an operator's hand.</summary>
public interface IRetention
{
    /// <summary>What a run would do now; nothing is changed, and no run is held up.</summary>
    Task<IReadOnlyList<JobCount>> PreviewAsync(CancellationToken cancellationToken);

    /// <summary>Applies retention now, whenever it is due.</summary>
    /// <returns>What was done; null where a replica is at it.</returns>
    Task<IReadOnlyList<JobCount>?> ApplyAsync(CancellationToken cancellationToken);
}

internal sealed class RetentionNow(JobRunner runner, Retention retention) : IRetention
{
    public Task<IReadOnlyList<JobCount>> PreviewAsync(CancellationToken cancellationToken) => retention.PreviewAsync(cancellationToken);

    public Task<IReadOnlyList<JobCount>?> ApplyAsync(CancellationToken cancellationToken) => runner.TryRunAsync<Retention>(early: true, cancellationToken);
}
