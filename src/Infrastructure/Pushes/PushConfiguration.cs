using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Pushes;

internal sealed class PushConfiguration : IEntityTypeConfiguration<Push>
{
    /// <summary>The fencing token of the try under way, which no use case knows of: only it may say how that try ended.</summary>
    public const string LeaseId = "LeaseId";

    /// <summary>The end of the lease, by the database's clock.</summary>
    public const string LeasedUntil = "LeasedUntil";

    public void Configure(EntityTypeBuilder<Push> builder)
    {
        builder.HasKey(push => push.Id);
        builder.Property(push => push.Id).ValueGeneratedNever();
        builder.Property(push => push.Fault).HasMaxLength(64);
        builder.Property<Guid?>(LeaseId);
        builder.Property<DateTimeOffset?>(LeasedUntil);
        builder.HasIndex(push => new { push.MessageId, push.DeviceId }).IsUnique();
        builder.HasIndex(push => push.DeviceId);
        builder.HasIndex(push => push.DueAt).HasFilter("status = 'Planned'");
        builder.HasIndex(push => push.EndedAt);
    }
}

internal sealed class PushStatusConverter() : StoredWordsConverter<PushStatus>(
    (PushStatus.Planned, "Planned"),
    (PushStatus.Sent, "Sent"),
    (PushStatus.Failed, "Failed"),
    (PushStatus.Expired, "Expired"),
    (PushStatus.Cancelled, "Cancelled"));
