using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests.Slots;

/// <summary>Counts the reservations of each slot, within the running transaction, never above a capacity.</summary>
public interface ISlotReservations
{
    /// <returns>False when the slot already holds <paramref name="capacity"/> reservations.</returns>
    Task<bool> TryReserveAsync(CallbackService service, CallbackSlot slot, int capacity, CancellationToken cancellationToken);

    Task ReleaseAsync(CallbackService service, CallbackSlot slot, CancellationToken cancellationToken);

    /// <summary>How many reservations the slots between two instants hold; a slot without any is absent.</summary>
    Task<IReadOnlyDictionary<CallbackSlot, int>> ReservedAsync(
        CallbackService service, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}
