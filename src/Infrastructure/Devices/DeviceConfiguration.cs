using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Devices;

internal sealed class DeviceConfiguration : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.HasKey(device => device.Id);
        builder.Property(device => device.Id).ValueGeneratedNever();
        builder.Property(device => device.Locale).HasMaxLength(Locale.MaximumLength);
        builder.Property(device => device.TimeZone).HasMaxLength(PersonTimeZone.MaximumLength);
        builder.OwnsOne(device => device.QuietHours);
        builder.Property(device => device.AddressHash).HasMaxLength(64);
        builder.HasIndex(device => device.LastSeenAt);
        builder.HasIndex(device => device.CreatedAt);
        builder.HasIndex(device => new { device.AddressHash, device.CreatedAt }).HasFilter("address_hash IS NOT NULL");
    }
}

internal sealed class DeviceAppConverter() : StoredWordsConverter<DeviceApp>((DeviceApp.Tis, "Tis"), (DeviceApp.Jeanne, "Jeanne"));

internal sealed class DevicePlatformConverter() : StoredWordsConverter<DevicePlatform>(
    (DevicePlatform.Ios, "Ios"),
    (DevicePlatform.Android, "Android"),
    (DevicePlatform.Web, "Web"));
