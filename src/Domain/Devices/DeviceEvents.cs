using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Devices;

/// <summary>The device has not been seen for long: all that is its will be erased unless it comes back.</summary>
/// <param name="Device">Whose.</param>
/// <param name="DueAt">Not before this.</param>
public sealed record DeviceErasureAnnounced(Device Device, DateTimeOffset DueAt) : IDomainEvent;

/// <summary>A device whose erasure was announced is in use again.</summary>
public sealed record DeviceCameBack(DeviceId DeviceId) : IDomainEvent;
