using MobileBackend.Application.Common;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests.Slots;

/// <summary>Gives people the first of their wished slots that has a place left.</summary>
[SharedService]
internal sealed class SlotDesk(CallbackSchedule schedule, ISlotReservations reservations, TimeProvider time)
{
    private const int MaximumAlternatives = 5;

    /// <summary>Nobody with a craving waits longer.</summary>
    private const int DaysAhead = 4;

    /// <returns>The slots that are wished, in order; or a validation error at the faulty wish.</returns>
    public Result<IReadOnlyList<CallbackSlot>> Find(IReadOnlyList<WishedSlot> wishes)
    {
        var now = time.GetUtcNow();
        var slots = new List<CallbackSlot>(wishes.Count);
        for (var index = 0; index < wishes.Count; index++)
        {
            var slot = schedule.Find(wishes[index], now);
            if (slot.IsFailure)
            {
                return slot.Error.At($"wishedSlots[{index}]");
            }

            slots.Add(slot.Value);
        }

        return slots;
    }

    /// <param name="service">Whose slots they are.</param>
    /// <param name="slots">At least one, in the person's order.</param>
    /// <param name="share">What they may take; null for everything. A slot in which they may take nothing more is full to them.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The slot that is reserved; or <see cref="CallbackRequestErrors.SlotFull"/> with alternatives that they may take.</returns>
    public async Task<Result<CallbackSlot>> ReserveAsync(
        CallbackService service, IReadOnlyList<CallbackSlot> slots, SourceShare? share, CancellationToken cancellationToken)
    {
        foreach (var slot in slots.Where(slot => MayTake(share, slot)))
        {
            if (await reservations.TryReserveAsync(service, slot, schedule.CapacityOf(slot), cancellationToken))
            {
                return slot;
            }
        }

        return CallbackRequestErrors.SlotFull.With("alternatives", await AlternativesAsync(service, slots[0], share, cancellationToken));
    }

    /// <summary>
    /// Takes the first of the wished slots that has a place left and frees the one that is left for it. The person's own place is theirs, however full
    /// its slot is: where it is wished before any other with a place left, nothing is taken or freed.
    /// </summary>
    /// <param name="service">Whose slots they are.</param>
    /// <param name="own">The slot that is reserved.</param>
    /// <param name="slots">At least one, in the person's order.</param>
    /// <param name="share">What they may take beside their own place; null for everything.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The slot that is reserved now; or <see cref="CallbackRequestErrors.SlotFull"/> with alternatives.</returns>
    public async Task<Result<CallbackSlot>> MoveAsync(
        CallbackService service, CallbackSlot own, IReadOnlyList<CallbackSlot> slots, SourceShare? share, CancellationToken cancellationToken)
    {
        foreach (var slot in slots)
        {
            if (slot == own)
            {
                return own;
            }

            if (MayTake(share, slot) && await reservations.TryReserveAsync(service, slot, schedule.CapacityOf(slot), cancellationToken))
            {
                await reservations.ReleaseAsync(service, own, cancellationToken);
                return slot;
            }
        }

        return CallbackRequestErrors.SlotFull.With("alternatives", await AlternativesAsync(service, slots[0], share, cancellationToken));
    }

    public Task ReleaseAsync(CallbackService service, CallbackSlot slot, CancellationToken cancellationToken) =>
        reservations.ReleaseAsync(service, slot, cancellationToken);

    /// <summary>The next slot with a place left, of the coming days; null where there is none.</summary>
    public async Task<SlotResponse?> NextFreeAsync(CallbackService service, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var offered = Enumerable.Range(0, DaysAhead).SelectMany(day => schedule.OfferedOn(FrenchClock.DateAt(now).AddDays(day), now)).ToList();
        return await FreeAsync(service, offered, cancellationToken) is [var next, ..] ? next : null;
    }

    /// <summary>Those that have a place left, with how many, in their order.</summary>
    public async Task<IReadOnlyList<SlotResponse>> FreeAsync(CallbackService service, IReadOnlyList<CallbackSlot> slots, CancellationToken cancellationToken)
    {
        if (slots.Count == 0)
        {
            return [];
        }

        var reserved = await reservations.ReservedAsync(service, slots.Min(slot => slot.StartsAt), slots.Max(slot => slot.EndsAt), cancellationToken);
        return
        [
            .. slots.Select(slot => SlotResponse.From(slot, schedule.CapacityOf(slot) - reserved.GetValueOrDefault(slot))).Where(slot => slot.Remaining > 0),
        ];
    }

    private static bool MayTake(SourceShare? share, CallbackSlot slot) => share is null || share.RoomIn(slot) > 0;

    private async Task<IReadOnlyList<SlotResponse>> AlternativesAsync(
        CallbackService service, CallbackSlot wished, SourceShare? share, CancellationToken cancellationToken)
    {
        var nearest = schedule.NearestTo(wished, time.GetUtcNow()).Where(slot => MayTake(share, slot)).ToList();
        return [.. (await FreeAsync(service, nearest, cancellationToken)).Take(MaximumAlternatives)];
    }
}
