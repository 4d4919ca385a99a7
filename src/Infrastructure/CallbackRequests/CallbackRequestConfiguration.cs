using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.CallbackRequests;
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
            origin.Property(o => o.AddressHash).HasColumnName("address_hash").HasMaxLength(64);
            origin.HasIndex(o => o.AddressHash);
            origin.Property(o => o.Proof).HasColumnName("proof");
        });
        builder.Navigation(request => request.Origin).IsRequired();
        builder.OwnsOne(request => request.OpenPhone, phone =>
        {
            phone.Property(p => p.SlotA).HasMaxLength(64);
            phone.Property(p => p.SlotB).HasMaxLength(64);

            // Without an error of their own: what is answered depends on whose the other request is, so the work runs again and sees it.
            phone.HasIndex(p => p.SlotA).IsUnique();
            phone.HasIndex(p => p.SlotB).IsUnique();
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
