using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Counts reservations by conditional updates of one row a slot: the database itself refuses the one too many.</summary>
internal sealed class SlotReservations(AppDbContext database) : ISlotReservations
{
    public async Task<bool> TryReserveAsync(CallbackService service, CallbackSlot slot, int capacity, CancellationToken cancellationToken)
    {
        if (await IncrementAsync(service, slot, capacity, cancellationToken))
        {
            return true;
        }

        // Either full, or nobody asked for this slot before.
        object startsAt = database is PostgresAppDbContext ? slot.StartsAt : UnixMicrosecondsConverter.Of(slot.StartsAt);
        await database.Database.ExecuteSqlAsync(
            $"INSERT INTO slot_loads (service, starts_at, reserved) VALUES ({service.ToString()}, {startsAt}, 0) ON CONFLICT DO NOTHING", cancellationToken);
        return await IncrementAsync(service, slot, capacity, cancellationToken);
    }

    public Task ReleaseAsync(CallbackService service, CallbackSlot slot, CancellationToken cancellationToken) =>
        database.SlotLoads.Where(load => load.Service == service && load.StartsAt == slot.StartsAt && load.Reserved > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(load => load.Reserved, load => load.Reserved - 1), cancellationToken);

    public async Task<IReadOnlyDictionary<CallbackSlot, int>> ReservedAsync(
        CallbackService service, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        await database.SlotLoads.AsNoTracking()
            .Where(load => load.Service == service && load.StartsAt >= from && load.StartsAt < until)
            .ToDictionaryAsync(load => new CallbackSlot(load.StartsAt), load => load.Reserved, cancellationToken);

    private async Task<bool> IncrementAsync(CallbackService service, CallbackSlot slot, int capacity, CancellationToken cancellationToken) =>
        await database.SlotLoads.Where(load => load.Service == service && load.StartsAt == slot.StartsAt && load.Reserved < capacity)
            .ExecuteUpdateAsync(set => set.SetProperty(load => load.Reserved, load => load.Reserved + 1), cancellationToken) == 1;
}
