using MobileBackend.Application.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>Which devices have been away for too long: the one place of the rule's queries.</summary>
public static class InactiveDevices
{
    /// <summary>Those whose person is to be told that they will be erased.</summary>
    public static IQueryable<Device> ToWarn(this IQueryable<Device> devices, RetentionSettings keep, DateTimeOffset now)
    {
        var seenBefore = now - (keep.InactiveDevice - keep.InactiveDeviceWarning);
        return devices.Where(device => device.LastSeenAt <= seenBefore && device.ErasureDueAt == null);
    }

    /// <summary>Those whose time, and that of the warning, is over: <see cref="Device.MayBeErased"/>.</summary>
    public static IQueryable<Device> ToErase(this IQueryable<Device> devices, RetentionSettings keep, DateTimeOffset now)
    {
        var seenBefore = now - keep.InactiveDevice;
        return devices.Where(device => device.LastSeenAt <= seenBefore && device.ErasureDueAt <= now);
    }
}
