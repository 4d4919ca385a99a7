using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>A challenge whose solution was accepted.</summary>
internal sealed class UsedChallenge
{
    /// <summary>SHA-256 of its signature, lower-case hexadecimal.</summary>
    public required string SignatureHash { get; init; }

    /// <summary>From when on a solution is refused anyway.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class UsedChallengeConfiguration : IEntityTypeConfiguration<UsedChallenge>
{
    public void Configure(EntityTypeBuilder<UsedChallenge> builder)
    {
        builder.ToTable("used_challenges");
        builder.HasKey(used => used.SignatureHash);
        builder.HasIndex(used => used.ExpiresAt);
        builder.Property(used => used.SignatureHash).HasMaxLength(64);
    }
}

internal static class UsedChallengeTable
{
    extension(AppDbContext database)
    {
        public DbSet<UsedChallenge> UsedChallenges => database.Set<UsedChallenge>();
    }
}
