using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.HelpLines;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class SourceShareTests
{
    /// <summary>Monday 23 November 2026, 9:00 in Paris.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly SharePolicy Policy = new(new Share(0.25, 0.10, 0.05), new Share(0.5, 0.25, 0.25), ScarceBelow: 0.5, Scale: 1);

    private static readonly CallbackSlot Slot = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(Standing.Unknown, 1, 14)]
    [InlineData(Standing.Known, 1, 14)]
    [InlineData(Standing.Challenged, 3, 36)]
    [InlineData(Standing.Proven, int.MaxValue, int.MaxValue)]
    public void Room_OfASourceThatHoldsNothing_IsItsShare(Standing standing, int ofSlot, int ofDay)
    {
        Open(standing, 6).RoomIn(Slot).ShouldBe(ofSlot);
        Open(standing, 6, slotShare: 1).RoomIn(Slot).ShouldBe(Math.Min(ofDay, standing == Standing.Proven ? int.MaxValue : 6));
        Open(standing, 144, slotsADay: 1, slotShare: 1).RoomIn(Slot).ShouldBe(ofDay);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(600)]
    public void Room_WithoutProof_GrowsWithThePlaces(int capacity) =>
        Take(Standing.Unknown, capacity).ShouldBe(Math.Max(1, 24 * capacity / 10));

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(600)]
    public void Room_WithChallenges_IsAQuarterOfTheDayForBothTogether(int capacity)
    {
        var held = Take(Standing.Unknown, capacity);
        var challenged = Take(Standing.Challenged, capacity, withoutProof: held);

        (held + challenged).ShouldBe(24 * capacity / 4);
    }

    [Fact]
    public void Room_WhereNothingWasShown_EndsWithTheShareOfBothTogether() =>
        Open(Standing.Unknown, 144, slotsADay: 1, slotShare: 1, held: new HeldPlaces(0, 36)).RoomIn(Slot).ShouldBe(0);

    [Fact]
    public void Room_OfAnAddressThatHoldsNothing_IsOneHoweverFewPlacesThereAre() => Open(Standing.Unknown, 1, slotsADay: 1).RoomIn(Slot).ShouldBe(1);

    [Theory]
    [InlineData(Standing.Unknown, 71, 14)]
    [InlineData(Standing.Unknown, 73, 7)]
    [InlineData(Standing.Unknown, 140, 1)]
    [InlineData(Standing.Known, 73, 14)]
    [InlineData(Standing.Known, 140, 14)]
    public void Room_OnceTheDaysPlacesAreShort_IsSmallerForNewDevicesAlone(Standing standing, int reserved, int expected) =>
        Open(standing, 144, slotsADay: 1, slotShare: 1, reserved: reserved).RoomIn(Slot).ShouldBe(expected);

    [Fact]
    public void RoomToAsk_CountsWhatWasAskedForInAnyDay()
    {
        // 15 days of 144 places, of which one in twenty.
        Open(Standing.Unknown, 6, asks: new HeldPlaces(100, 0), everyDay: true).RoomToAsk.ShouldBe(8);
        Open(Standing.Unknown, 6, asks: new HeldPlaces(108, 0), everyDay: true).RoomIn(Slot).ShouldBe(0);
    }

    [Fact]
    public void Room_OfAPartner_IsTheShareThatWasAgreed()
    {
        var policy = Policy with { WithChallenge = new Share(OfSlot: 1, OfDay: 0.05, OfHorizon: 1) };

        new SourceShare(policy, Standing.Partner, Nothing(), Schedule(144, slotsADay: 1), Reserved(0), Now).RoomIn(Slot).ShouldBe(7);
    }

    [Fact]
    public void Room_AtALargerScale_IsLarger() => Open(Standing.Unknown, 6, scale: 2).RoomIn(Slot).ShouldBe(3);

    /// <summary>Takes places of one day until there is no room in any slot, and returns how many.</summary>
    private static int Take(Standing standing, int capacity, int withoutProof = 0)
    {
        var schedule = Schedule(capacity, 24);
        var slots = schedule.SlotsOn(new DateOnly(2026, 11, 24)).ToList();
        var held = slots.ToDictionary(slot => slot, _ => default(HeldPlaces));
        for (var place = 0; place < withoutProof; place++)
        {
            held[slots[place % slots.Count]] += new HeldPlaces(1, 0);
        }

        for (var taken = 0; ; taken++)
        {
            var share = new SourceShare(Policy, standing, new Holdings(held, default), schedule, new Dictionary<CallbackSlot, int>(), Now);
            if (slots.Cast<CallbackSlot?>().FirstOrDefault(slot => share.RoomIn(slot!.Value) > 0) is not { } free)
            {
                return taken;
            }

            held[free] += standing == Standing.Challenged ? new HeldPlaces(0, 1) : new HeldPlaces(1, 0);
        }
    }

    private static SourceShare Open(
        Standing standing,
        int capacity,
        int slotsADay = 24,
        double? slotShare = null,
        HeldPlaces held = default,
        HeldPlaces asks = default,
        int reserved = 0,
        double scale = 1,
        bool everyDay = false)
    {
        var policy = Policy with { Scale = scale };
        policy = slotShare is { } share
            ? policy with { WithoutProof = policy.WithoutProof with { OfSlot = share }, WithChallenge = policy.WithChallenge with { OfSlot = share } }
            : policy;
        var holdings = new Holdings(new Dictionary<CallbackSlot, HeldPlaces> { [Slot] = held }, asks);
        return new SourceShare(policy, standing, holdings, Schedule(capacity, slotsADay, everyDay), Reserved(reserved), Now);
    }

    private static Holdings Nothing() => new(new Dictionary<CallbackSlot, HeldPlaces>(), default);

    private static Dictionary<CallbackSlot, int> Reserved(int places) => new() { [Slot] = places };

    private static CallbackSchedule Schedule(int capacity, int slotsADay, bool everyDay = false)
    {
        var opens = new TimeOnly(slotsADay == 1 ? 10 : 8, 0);
        var interval = new ClockInterval(opens, opens.AddMinutes(30 * slotsADay));
        var days = Enum.GetValues<DayOfWeek>().Where(day => everyDay || day != DayOfWeek.Sunday)
            .ToDictionary(day => day, _ => (IReadOnlyList<ClockInterval>)[interval]);
        return new CallbackSchedule(new OpeningHours(new WeeklyHours(days)), new CallbackPolicy(capacity, capacity, TimeSpan.FromMinutes(30), 14));
    }
}
