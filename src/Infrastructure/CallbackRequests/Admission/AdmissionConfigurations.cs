using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.CallbackRequests.Admission;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

internal sealed class NumberRefusalConfiguration : IEntityTypeConfiguration<NumberRefusal>
{
    public void Configure(EntityTypeBuilder<NumberRefusal> builder)
    {
        builder.HasKey(refusal => refusal.Id);
        builder.Property(refusal => refusal.Id).ValueGeneratedNever();
        builder.Property(refusal => refusal.PartnerId).HasColumnName("api_key_id");
        builder.Property(refusal => refusal.AddressHash).HasMaxLength(64);
        builder.HasIndex(refusal => refusal.DeviceId);
        builder.HasIndex(refusal => refusal.AddressHash);
        builder.HasIndex(refusal => refusal.RefusedAt);
    }
}

internal sealed class WaitingNumberConfiguration : IEntityTypeConfiguration<WaitingNumber>
{
    public void Configure(EntityTypeBuilder<WaitingNumber> builder)
    {
        builder.HasKey(number => number.Id);
        builder.Property(number => number.Id).ValueGeneratedNever();
        builder.OwnsOne(number => number.Phone, phone =>
        {
            phone.Property(index => index.SlotA).HasMaxLength(64);
            phone.Property(index => index.SlotB).HasMaxLength(64);
            phone.HasIndex(index => index.SlotA);
            phone.HasIndex(index => index.SlotB);
        });
        builder.Navigation(number => number.Phone).IsRequired();
        builder.HasIndex(number => number.Until);
    }
}

internal sealed class CallerBlockConfiguration : IEntityTypeConfiguration<CallerBlock>
{
    public void Configure(EntityTypeBuilder<CallerBlock> builder)
    {
        builder.HasKey(block => block.Id);
        builder.Property(block => block.Id).ValueGeneratedNever();
        builder.Property(block => block.PartnerId).HasColumnName("api_key_id");
        builder.Property(block => block.AddressHash).HasMaxLength(64);
        builder.Property(block => block.Reason).HasMaxLength(500);
        builder.Property(block => block.CreatedBy).HasMaxLength(100);
        builder.HasIndex(block => block.Until);
    }
}
