using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal sealed class CallbackRequestConfiguration : IEntityTypeConfiguration<CallbackRequest>
{
    public void Configure(EntityTypeBuilder<CallbackRequest> builder)
    {
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Ignore(request => request.IsClosed);
        builder.OwnsOne(request => request.Origin, origin =>
        {
            origin.Property(o => o.Name).HasColumnName("SourceName").HasMaxLength(100);
            origin.HasIndex(o => o.DeviceId);
            origin.HasIndex(o => o.ApiKeyId);
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
            attempt.ToTable("CallbackAttempts");
        });
        builder.HasIndex(request => request.Status);
    }
}
