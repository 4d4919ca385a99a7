using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests.Admission;

/// <summary>What a source may still take of the places that can be chosen.</summary>
/// <param name="policy">The shares.</param>
/// <param name="standing">Who asks.</param>
/// <param name="holdings">What the source has.</param>
/// <param name="schedule">How many places there are.</param>
/// <param name="reserved">How many places of each slot are taken, by all together; a slot without any is absent.</param>
/// <param name="now">The present.</param>
public sealed class SourceShare(
    SharePolicy policy,
    Standing standing,
    Holdings holdings,
    CallbackSchedule schedule,
    IReadOnlyDictionary<CallbackSlot, int> reserved,
    DateTimeOffset now)
{
    private readonly Dictionary<DateOnly, int> _roomOfDays = [];

    /// <summary>How many more things the source may ask for, whatever the slot; at most zero for none.</summary>
    public int RoomToAsk { get; } = standing == Standing.Proven
        ? int.MaxValue
        : RoomIn(policy, standing, holdings.Asks, share => share.OfHorizon, schedule.PlacesFrom(now), free: null);

    /// <summary>How many more places of a slot the source may take; at most zero for none. Whether the slot has a free place is another question.</summary>
    public int RoomIn(CallbackSlot slot)
    {
        if (standing == Standing.Proven)
        {
            return int.MaxValue;
        }

        var ofSlot = RoomIn(policy, standing, holdings.Slots.GetValueOrDefault(slot), share => share.OfSlot, schedule.CapacityOf(slot), free: null);
        return Math.Min(RoomToAsk, Math.Min(ofSlot, RoomOfDay(FrenchClock.DateAt(slot.StartsAt))));
    }

    private int RoomOfDay(DateOnly date)
    {
        if (!_roomOfDays.TryGetValue(date, out var room))
        {
            var slots = schedule.SlotsOn(date).ToList();
            var places = slots.Sum(schedule.CapacityOf);
            var held = slots.Aggregate(default(HeldPlaces), (sum, slot) => sum + holdings.Slots.GetValueOrDefault(slot));
            room = RoomIn(policy, standing, held, share => share.OfDay, places, places - slots.Sum(slot => reserved.GetValueOrDefault(slot)));
            _roomOfDays.Add(date, room);
        }

        return room;
    }

    /// <param name="policy">The shares.</param>
    /// <param name="standing">Who asks.</param>
    /// <param name="held">What the source has in the scope.</param>
    /// <param name="of">The share of the scope.</param>
    /// <param name="places">All places of the scope.</param>
    /// <param name="free">Those that are free, where it matters whether they are short.</param>
    private static int RoomIn(SharePolicy policy, Standing standing, HeldPlaces held, Func<Share, double> of, int places, int? free)
    {
        // What is shown later does not add a share to what was had without: the larger share holds for both together.
        var ofAll = policy.Of(of(policy.WithChallenge), places) - held.All;
        return standing switch
        {
            Standing.Challenged or Standing.Partner => ofAll,
            Standing.Unknown when free < policy.ScarceBelow * places =>
                Math.Min(ofAll, policy.Of(of(policy.WithoutProof), held.WithoutProof + free.Value) - held.WithoutProof),
            _ => Math.Min(ofAll, policy.Of(of(policy.WithoutProof), places) - held.WithoutProof),
        };
    }
}
