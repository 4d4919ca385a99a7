using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Idempotency;

/// <summary>The outcome of a request that was sent with an Idempotency-Key.</summary>
internal sealed class IdempotencyRecord
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of caller, route and key: the key itself may be anything a client made up.</summary>
    public required string KeyHash { get; init; }

    /// <summary>Whose it is, so that it goes with the person.</summary>
    public required string Owner { get; init; }

    /// <summary>What the request created; its erasure takes the outcome along.</summary>
    public Guid? CreatedId { get; init; }

    /// <summary>The <see cref="StoredOutcomeV1"/>, sealed: a digest of a body with a phone number in it could be guessed.</summary>
    public required SealedText Outcome { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_records");
        builder.HasKey(record => record.Id);
        builder.HasIndex(record => record.KeyHash).IsUnique();
        builder.HasIndex(record => record.Owner);
        builder.HasIndex(record => record.CreatedId);
        builder.HasIndex(record => record.CreatedAt);
        builder.Property(record => record.KeyHash).HasMaxLength(64);
        builder.Property(record => record.Owner).HasMaxLength(64);
    }
}

internal static class IdempotencyTable
{
    extension(AppDbContext database)
    {
        public DbSet<IdempotencyRecord> IdempotencyRecords => database.Set<IdempotencyRecord>();
    }
}
