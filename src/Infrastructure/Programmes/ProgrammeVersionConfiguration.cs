using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Infrastructure.Programmes;

internal sealed class ProgrammeVersionConfiguration : IEntityTypeConfiguration<ProgrammeVersion>
{
    public void Configure(EntityTypeBuilder<ProgrammeVersion> builder)
    {
        builder.HasKey(version => version.Id);
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.Ignore(version => version.Ref);
        builder.Property(version => version.Slug).HasMaxLength(64);
        builder.Property(version => version.UploadedBy).HasMaxLength(100);
        builder.HasIndex(version => new { version.Slug, version.Version }).IsUnique();

        // Of two who publish at once, the one who loses looks again at what is published by then.
        builder.HasIndex(version => new { version.Slug, version.Publication }).IsUnique();
    }
}
