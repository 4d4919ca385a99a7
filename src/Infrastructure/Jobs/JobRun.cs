using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>What a run did to one kind of thing.</summary>
/// <param name="Kind">The kind, by its table.</param>
/// <param name="Deed">What was done, as in "12 removed".</param>
/// <param name="Count">To how many.</param>
public sealed record JobCount(string Kind, string Deed, int Count);

/// <summary>The one row of a job, by which replicas agree on who runs it and when. Its instants are by the database's clock.</summary>
internal sealed class JobRun
{
    public required string Job { get; init; }

    /// <summary>The fencing token of the run under way: only it may go on, and say how the run ended.</summary>
    public Guid? LeaseId { get; init; }

    /// <summary>A run that has not renewed its lease by then is given up for dead, and another replica takes over.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>No run before this instant.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When the last run ended well.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it came to.</summary>
    public IReadOnlyList<JobCount>? Counts { get; init; }
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("job_runs");
        builder.HasKey(run => run.Job);
        builder.Property(run => run.Job).HasMaxLength(64);
        builder.Property(run => run.Counts).HasConversion<JobCountsConverter, ListComparer<JobCount>>();
    }
}

internal static class JobRunTable
{
    extension(AppDbContext database)
    {
        public DbSet<JobRun> JobRuns => database.Set<JobRun>();
    }
}
