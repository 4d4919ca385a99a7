using System.ComponentModel.DataAnnotations;
using MobileBackend.Application.CallbackRequests.Supervision;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.CallbackRequests.Staff;

/// <summary>Which call backs are meant; what is absent excludes nothing.</summary>
public sealed record CallbackFilterBody
{
    /// <summary>Where they stand.</summary>
    public CallbackStatus? Status { get; init; }

    /// <summary>The first instant of the reserved slot.</summary>
    public DateTimeOffset? Slot { get; init; }

    /// <summary>The channel they came by.</summary>
    public CallbackChannel? Origin { get; init; }

    /// <summary>The device that owns them.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The holder of the key through which they came.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>The keyed hash of the address they came from, at most 64 characters.</summary>
    [MaxLength(64)]
    public string? AddressHash { get; init; }

    internal CallbackFilter ToFilter() => new(
        Status,
        Slot,
        Origin,
        DeviceId is { } device ? Domain.Common.Ids.DeviceId.From(device) : null,
        KeyId is { } key ? PartnerId.From(key) : null,
        AddressHash);
}

/// <summary>Call backs to cancel.</summary>
public sealed record CancelCallbacksBody
{
    /// <summary>Names at least a slot, a device, a key or an address.</summary>
    [Required]
    public CallbackFilterBody? Filter { get; init; }

    /// <summary>Whether nothing is cancelled, and only counted.</summary>
    [Required]
    public bool? DryRun { get; init; }

    internal CancelCallbacksCommand ToCommand() => new((Filter ?? new CallbackFilterBody()).ToFilter(), DryRun);
}

/// <summary>A sender: exactly one of the three.</summary>
public record BlockTargetBody
{
    /// <summary>A device.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The holder of a key.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>An address, by the keyed hash that the list of call backs shows; at most 64 characters.</summary>
    [MaxLength(64)]
    public string? AddressHash { get; init; }

    internal BlockTarget ToTarget() => new(
        DeviceId is { } device ? Domain.Common.Ids.DeviceId.From(device) : null, KeyId is { } key ? PartnerId.From(key) : null, AddressHash);
}

/// <summary>A sender to block.</summary>
public sealed record PlaceBlockBody : BlockTargetBody
{
    /// <summary>When it ends: within 24 hours for an address, within 90 days else.</summary>
    [Required]
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why, for colleagues: 1 to 500 characters, nothing of a person.</summary>
    [Required, Length(1, 500)]
    public string? Reason { get; init; }

    internal PlaceBlockCommand ToCommand() => new(ToTarget(), Until, Reason);
}
