using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests.Slots;

/// <summary>Settings under <c>Callbacks</c>.</summary>
public sealed class CallbackSettings
{
    private const int DefaultSlotCapacity = 6;
    private const int DefaultCampaignSlotCapacity = 10;

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

    public CallbackPolicy ToPolicy() => new(
        SlotCapacity ?? DefaultSlotCapacity, CampaignSlotCapacity ?? SlotCapacity ?? DefaultCampaignSlotCapacity, MinimumNotice, HorizonDays);
}
