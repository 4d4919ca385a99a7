using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.CallbackRequests.Admission;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

internal sealed class SpentAskConfiguration : IEntityTypeConfiguration<SpentAsk>
{
    public void Configure(EntityTypeBuilder<SpentAsk> builder)
    {
        builder.HasKey(ask => ask.Id);
        builder.Property(ask => ask.Id).ValueGeneratedNever();
        builder.Property(ask => ask.PartnerId).HasColumnName("api_key_id");
        builder.Property(ask => ask.AddressHash).HasMaxLength(64);
        builder.HasIndex(ask => ask.DeviceId);
        builder.HasIndex(ask => ask.AddressHash);
        builder.HasIndex(ask => ask.AskedAt);
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
