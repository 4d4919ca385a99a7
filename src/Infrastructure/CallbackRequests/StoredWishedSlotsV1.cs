using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Infrastructure.CallbackRequests;

/// <summary><c>callback_requests.wished_slots</c>.</summary>
/// <param name="Slots">In the person's order of preference.</param>
internal sealed record StoredWishedSlotsV1(IReadOnlyList<StoredWishedSlotsV1.Slot> Slots) : IStoredForm
{
    public static string Name => "wished-slots";

    public static int Version => 1;

    public static StoredWishedSlotsV1 From(IReadOnlyList<WishedSlot> wishes) => new([.. wishes.Select(wish => new Slot(wish.Date, wish.Start))]);

    public IReadOnlyList<WishedSlot> ToWishes() => [.. Slots.Select(slot => new WishedSlot(slot.Date, slot.Start))];

    /// <param name="Date">Day, in Europe/Paris.</param>
    /// <param name="Start">Clock time of the start, in Europe/Paris.</param>
    internal sealed record Slot(DateOnly Date, TimeOnly Start);
}

internal sealed class WishedSlotsConverter() : ValueConverter<IReadOnlyList<WishedSlot>, string>(
    wishes => StoredText.Write(StoredWishedSlotsV1.From(wishes)), text => StoredText.Read<StoredWishedSlotsV1>(text).ToWishes());
