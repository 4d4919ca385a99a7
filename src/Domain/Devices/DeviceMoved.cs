using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Devices;

/// <summary>The clock on the person's wall is another: their days begin at other instants.</summary>
public sealed record DeviceMoved(DeviceId DeviceId) : IDomainEvent;
