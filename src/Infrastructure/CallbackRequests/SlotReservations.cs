using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.CallbackRequests;

/// <summary>Counts reservations by conditional updates of one row a slot: the database itself refuses the one too many.</summary>
internal sealed class SlotReservations(AppDbContext database) : ISlotReservations
{
    /// <summary>Service, start and capacity; a row where there was a place. A slot that is full is not locked.</summary>
    private const string Increment = "UPDATE slot_loads SET reserved = reserved + 1 WHERE service = $1 AND starts_at = $2 AND reserved < $3 RETURNING 1";

    private const string Begin = "INSERT INTO slot_loads (service, starts_at, reserved) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING";

    private static readonly CallbackServiceConverter Words = new();

    public async Task<bool> TryReserveAsync(CallbackService service, CallbackSlot slot, int capacity, CancellationToken cancellationToken)
    {
        object startsAt = database is PostgresAppDbContext ? slot.StartsAt : UnixMicrosecondsConverter.Of(slot.StartsAt);
        if (await IncrementAsync())
        {
            return true;
        }

        // Either full, or nobody asked for this slot before.
        await database.Database.RunAsync(Begin, [Words.WordOf(service), startsAt], cancellationToken);
        return await IncrementAsync();

        Task<bool> IncrementAsync() => database.Database.FirstAsync(Increment, [Words.WordOf(service), startsAt, capacity], _ => true, cancellationToken);
    }

    public Task ReleaseAsync(CallbackService service, CallbackSlot slot, CancellationToken cancellationToken) =>
        database.SlotLoads.Where(load => load.Service == service && load.StartsAt == slot.StartsAt && load.Reserved > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(load => load.Reserved, load => load.Reserved - 1), cancellationToken);

    public async Task<IReadOnlyDictionary<CallbackSlot, int>> ReservedAsync(
        CallbackService service, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        await database.SlotLoads.AsNoTracking()
            .Where(load => load.Service == service && load.StartsAt >= from && load.StartsAt < until)
            .ToDictionaryAsync(load => new CallbackSlot(load.StartsAt), load => load.Reserved, cancellationToken);
}
