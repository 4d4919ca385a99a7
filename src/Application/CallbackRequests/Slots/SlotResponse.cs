using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests.Slots;

/// <summary>Half an hour in which people can be called back.</summary>
/// <param name="Date">Day, in Europe/Paris.</param>
/// <param name="Start">Clock time of the start, in Europe/Paris.</param>
/// <param name="End">Clock time of the end, in Europe/Paris.</param>
/// <param name="StartsAt">The start as an instant.</param>
/// <param name="EndsAt">The end as an instant.</param>
/// <param name="Remaining">Places left; absent where it is not asked for.</param>
public sealed record SlotResponse(DateOnly Date, TimeOnly Start, TimeOnly End, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int? Remaining)
{
    public static SlotResponse From(CallbackSlot slot, int? remaining = null) => new(
        DateOnly.FromDateTime(slot.LocalStart),
        TimeOnly.FromDateTime(slot.LocalStart),
        TimeOnly.FromDateTime(slot.LocalEnd),
        slot.StartsAt,
        slot.EndsAt,
        remaining);
}
