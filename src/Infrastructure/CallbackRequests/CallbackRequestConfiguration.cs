using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal sealed class CallbackRequestConfiguration : IEntityTypeConfiguration<CallbackRequest>
{
    public void Configure(EntityTypeBuilder<CallbackRequest> builder)
    {
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.WishedSlots).HasConversion<WishedSlotsConverter, ListComparer<WishedSlot>>();
        builder.Ignore(request => request.IsClosed);
        builder.Ignore(request => request.IsKnownToExtranet);
        builder.OwnsOne(request => request.Origin, origin =>
        {
            origin.Property(o => o.Channel).HasColumnName("channel");
            origin.Property(o => o.Name).HasColumnName("source_name").HasMaxLength(100);
            origin.Property(o => o.DeviceId).HasColumnName("device_id");
            origin.HasIndex(o => o.DeviceId);
            origin.Property(o => o.PartnerId).HasColumnName("api_key_id");
            origin.HasIndex(o => o.PartnerId);
        });
        builder.Navigation(request => request.Origin).IsRequired();
        builder.OwnsOne(request => request.OpenPhone, phone =>
        {
            phone.Property(p => p.SlotA).HasMaxLength(64);
            phone.Property(p => p.SlotB).HasMaxLength(64);
            phone.HasIndex(p => p.SlotA).IsUnique().HasUniqueError(CallbackRequestErrors.AlreadyOpen);
            phone.HasIndex(p => p.SlotB).IsUnique().HasUniqueError(CallbackRequestErrors.AlreadyOpen);
        });
        builder.Navigation(request => request.OpenPhone).IsRequired();
        builder.OwnsMany(request => request.Attempts, attempt =>
        {
            attempt.WithOwner().HasForeignKey("CallbackRequestId");
            attempt.HasKey("CallbackRequestId", nameof(CallbackAttempt.AttemptId));
            attempt.Property(a => a.AttemptId).HasMaxLength(64);
            attempt.ToTable("callback_attempts");
        });
        builder.HasIndex(request => request.Status);
    }
}
