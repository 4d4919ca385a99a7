using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>How many calls the centre can make, and how soon and how far ahead people may choose.</summary>
/// <param name="SlotCapacity">Calls per slot on a routine day.</param>
/// <param name="CampaignSlotCapacity">Calls per slot during a campaign.</param>
/// <param name="MinimumNotice">Shortest time between asking and the start of the slot.</param>
/// <param name="HorizonDays">How many days after today can still be chosen.</param>
public sealed record CallbackPolicy(int SlotCapacity, int CampaignSlotCapacity, TimeSpan MinimumNotice, int HorizonDays);

/// <summary>The slots in which a line calls back: half hours within its opening hours.</summary>
public sealed class CallbackSchedule(OpeningHours hours, CallbackPolicy policy)
{
    /// <summary>Every slot that starts on a local date, offered or not.</summary>
    public IEnumerable<CallbackSlot> SlotsOn(DateOnly date)
    {
        foreach (var open in hours.OpenIntervalsOn(date))
        {
            for (var slot = new CallbackSlot(open.StartsAt); slot.EndsAt <= open.EndsAt; slot = new CallbackSlot(slot.EndsAt))
            {
                yield return slot;
            }
        }
    }

    /// <summary>The slots of a local date that can be chosen now, full or not.</summary>
    public IEnumerable<CallbackSlot> OfferedOn(DateOnly date, DateTimeOffset now) =>
        IsWithinHorizon(date, now) ? SlotsOn(date).Where(slot => HasNotice(slot, now)) : [];

    public int CapacityOf(CallbackSlot slot) =>
        hours.IsCampaignOn(FrenchClock.DateAt(slot.StartsAt)) ? policy.CampaignSlotCapacity : policy.SlotCapacity;

    /// <summary>How many requests all slots of the days from today to the horizon can take, past ones of today included.</summary>
    public int PlacesFrom(DateTimeOffset now) => Days(now).SelectMany(SlotsOn).Sum(CapacityOf);

    /// <summary>First instant of today and first instant after the horizon.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Span(DateTimeOffset now)
    {
        var today = FrenchClock.DateAt(now);
        return (FrenchClock.ToInstant(today, TimeOnly.MinValue), FrenchClock.ToInstant(today.AddDays(policy.HorizonDays + 1), TimeOnly.MinValue));
    }

    /// <summary>The slot that a person means.</summary>
    /// <returns>The slot, or why it cannot be chosen.</returns>
    public Result<CallbackSlot> Find(WishedSlot wished, DateTimeOffset now)
    {
        if (!IsWithinHorizon(wished.Date, now))
        {
            return wished.Date < FrenchClock.DateAt(now) ? CallbackRequestErrors.SlotPast : CallbackRequestErrors.SlotBeyondHorizon;
        }

        var slot = SlotsOn(wished.Date).Select(candidate => (CallbackSlot?)candidate)
            .FirstOrDefault(candidate => TimeOnly.FromDateTime(candidate!.Value.LocalStart) == wished.Start);
        return slot is not { } found ? CallbackRequestErrors.SlotClosed
            : HasNotice(found, now) ? found
            : CallbackRequestErrors.SlotPast;
    }

    /// <summary>Every slot that can be chosen now, nearest to <paramref name="wished"/> first.</summary>
    public IEnumerable<CallbackSlot> NearestTo(CallbackSlot wished, DateTimeOffset now) =>
        Days(now).SelectMany(day => OfferedOn(day, now))
            .OrderBy(slot => (slot.StartsAt - wished.StartsAt).Duration());

    private IEnumerable<DateOnly> Days(DateTimeOffset now) => Enumerable.Range(0, policy.HorizonDays + 1).Select(FrenchClock.DateAt(now).AddDays);

    private bool IsWithinHorizon(DateOnly date, DateTimeOffset now)
    {
        var today = FrenchClock.DateAt(now);
        return date >= today && date.DayNumber - today.DayNumber <= policy.HorizonDays;
    }

    private bool HasNotice(CallbackSlot slot, DateTimeOffset now) => slot.StartsAt >= now + policy.MinimumNotice;
}
