using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Common.Ports;

/// <summary>Keeps a device's creations and its erasure apart, within the running transaction: nothing of a person appears after their erasure.</summary>
public interface IDeviceLocks
{
    /// <summary>Waits for an erasure under way, and holds off the next one. Any number of transactions may share a device.</summary>
    /// <returns>False when the device is gone or revoked.</returns>
    Task<bool> ShareAsync(DeviceId deviceId, CancellationToken cancellationToken);

    /// <summary>Waits for everyone who shares the device, and keeps it alone.</summary>
    Task SeizeAsync(DeviceId deviceId, CancellationToken cancellationToken);
}
