using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Devices;

/// <summary>The clock on the person's wall is another: their days begin at other instants.</summary>
public sealed record DeviceMoved(DeviceId DeviceId) : IDomainEvent;
