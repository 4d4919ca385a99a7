using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;

namespace MobileBackend.Application.CallbackRequests.Slots;

/// <summary>Settings under <c>Callbacks</c>.</summary>
public sealed class CallbackSettings
{
    private const int DefaultSlotCapacity = 6;
    private const int DefaultCampaignSlotCapacity = 10;
    private const int LongestHorizon = 90;

    /// <summary>Calls per slot on a routine day.</summary>
    public int? SlotCapacity { get; init; }

    /// <summary>Calls per slot in a campaign. An explicit <see cref="SlotCapacity"/> without this one holds in both.</summary>
    public int? CampaignSlotCapacity { get; init; }

    public TimeSpan MinimumNotice { get; init; } = TimeSpan.FromMinutes(30);

    public int HorizonDays { get; init; } = 14;

    /// <summary>How often one call back may be moved to another slot on a day of Europe/Paris; at least 1.</summary>
    public int MovesPerDay { get; init; } = 5;

    /// <summary>How long before the reserved call the person is reminded of it.</summary>
    public TimeSpan ReminderBefore { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Open call backs of one device: a person's own, and one for someone in the family.</summary>
    public int OpenPerDevice { get; init; } = 2;

    /// <summary>Call backs that one device may ask for within a day, granted or refused for their number.</summary>
    public int AsksPerDevice { get; init; } = 10;

    /// <summary>How long a number waits after its call was declined or reached a wrong number; zero for not at all.</summary>
    public TimeSpan WaitAfterRefusal { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From when on a device is no longer new: counts only among those that show no proof, once places of a day are short.</summary>
    public TimeSpan KnownDeviceAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>From 0 to 1: places of a day are short once a smaller part of them is free.</summary>
    public double ScarceBelow { get; init; } = 0.5;

    /// <summary>What an address may hold with nothing shown.</summary>
    public ShareSettings WithoutProof { get; init; } = new() { OfSlot = 0.25, OfDay = 0.1, OfHorizon = 0.05 };

    /// <summary>What an address may hold with solved challenges.</summary>
    public ShareSettings WithChallenge { get; init; } = new() { OfSlot = 0.5, OfDay = 0.25, OfHorizon = 0.25 };

    /// <summary>The settings that are out of their range, such as <c>Callbacks:MovesPerDay</c>; empty where all are usable.</summary>
    public IEnumerable<string> Unusable => new (string Name, bool IsUsable)[]
    {
        (nameof(SlotCapacity), SlotCapacity is null or >= 0),
        (nameof(CampaignSlotCapacity), CampaignSlotCapacity is null or >= 0),
        (nameof(MinimumNotice), MinimumNotice >= TimeSpan.Zero),
        (nameof(HorizonDays), HorizonDays is >= 0 and <= LongestHorizon),
        (nameof(MovesPerDay), MovesPerDay >= 1),
        (nameof(OpenPerDevice), OpenPerDevice >= 1),
        (nameof(AsksPerDevice), AsksPerDevice >= 1),
        (nameof(WaitAfterRefusal), WaitAfterRefusal >= TimeSpan.Zero),
        (nameof(KnownDeviceAfter), KnownDeviceAfter >= TimeSpan.Zero),
        (nameof(ScarceBelow), ScarceBelow is >= 0 and <= 1),
        (nameof(WithoutProof), WithoutProof.IsUsable),
        (nameof(WithChallenge), WithChallenge.IsUsable),
    }
        .Where(setting => !setting.IsUsable).Select(setting => $"Callbacks:{setting.Name}");

    /// <param name="scale">Multiplies every share.</param>
    public SharePolicy ToSharePolicy(double scale) => new(WithoutProof.ToShare(), WithChallenge.ToShare(), ScarceBelow, scale);

    public CallbackPolicy ToPolicy() => new(
        SlotCapacity ?? DefaultSlotCapacity, CampaignSlotCapacity ?? SlotCapacity ?? DefaultCampaignSlotCapacity, MinimumNotice, HorizonDays);
}

/// <summary>A part of the places, from above 0 to 1 each; at least one place.</summary>
public sealed class ShareSettings
{
    /// <summary>Of one slot.</summary>
    public double OfSlot { get; init; }

    /// <summary>Of one day in Europe/Paris.</summary>
    public double OfDay { get; init; }

    /// <summary>Of all days that can be chosen.</summary>
    public double OfHorizon { get; init; }

    public bool IsUsable => new[] { OfSlot, OfDay, OfHorizon }.All(share => share is > 0 and <= 1);

    public Share ToShare() => new(OfSlot, OfDay, OfHorizon);
}
