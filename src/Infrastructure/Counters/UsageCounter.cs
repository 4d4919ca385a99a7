using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Counters;

/// <summary>How often a subject did something in one window.</summary>
internal sealed class UsageCounter
{
    public required string Counter { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset WindowEnd { get; init; }

    public required int Uses { get; init; }
}

internal sealed class UsageCounterConfiguration : IEntityTypeConfiguration<UsageCounter>
{
    public void Configure(EntityTypeBuilder<UsageCounter> builder)
    {
        builder.ToTable("usage_counters");
        builder.HasKey(counter => new { counter.Counter, counter.Subject, counter.WindowEnd });
        builder.HasIndex(counter => counter.WindowEnd);
        builder.Property(counter => counter.Counter).HasMaxLength(64);
        builder.Property(counter => counter.Subject).HasMaxLength(128);
    }
}

internal static class UsageCounterTable
{
    extension(AppDbContext database)
    {
        public DbSet<UsageCounter> UsageCounters => database.Set<UsageCounter>();
    }
}
