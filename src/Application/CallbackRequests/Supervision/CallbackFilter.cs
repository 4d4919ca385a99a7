using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>Which call backs staff mean; what is null excludes nothing.</summary>
/// <param name="Status">Where they stand.</param>
/// <param name="Slot">The reserved slot, by its first instant.</param>
/// <param name="Origin">The channel they came by.</param>
/// <param name="DeviceId">The device that owns them.</param>
/// <param name="KeyId">The holder of the key through which they came.</param>
/// <param name="AddressHash">The keyed hash of the address they came from.</param>
public sealed record CallbackFilter(
    CallbackStatus? Status, DateTimeOffset? Slot, CallbackChannel? Origin, DeviceId? DeviceId, PartnerId? KeyId, string? AddressHash)
{
    /// <summary>Whether it names a slot or a sender, and not all of a kind.</summary>
    public bool IsNarrow => Slot is not null || DeviceId is not null || KeyId is not null || AddressHash is not null;

    internal IQueryable<CallbackRequest> Apply(IQueryable<CallbackRequest> requests)
    {
        requests = Status is { } status ? requests.Where(request => request.Status == status) : requests;
        requests = Origin is { } channel ? requests.Where(request => request.Origin.Channel == channel) : requests;
        requests = DeviceId is { } device ? requests.Where(request => request.Origin.DeviceId == device) : requests;
        requests = KeyId is { } partner ? requests.Where(request => request.Origin.PartnerId == partner) : requests;
        requests = AddressHash is { } hash ? requests.Where(request => request.Origin.AddressHash == hash) : requests;
        if (Slot is { } startsAt)
        {
            var slot = new CallbackSlot(startsAt);
            requests = requests.Where(request => request.ReservedSlot == slot);
        }

        return requests;
    }
}
