using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Infrastructure.Devices;

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.HasKey(token => token.Id);
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.SecretHash).HasMaxLength(64);
        builder.Property(token => token.SpentKeyHash).HasMaxLength(64);
        builder.HasIndex(token => token.ExpiresAt);
        builder.HasIndex(token => token.SpentAt).HasFilter("answer IS NOT NULL");
        builder.HasOne<Device>().WithMany().HasForeignKey(token => token.DeviceId).OnDelete(DeleteBehavior.Cascade);
    }
}
