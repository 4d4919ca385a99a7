using System.Data.Common;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Infrastructure.Devices;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.CallbackRequests;

/// <summary>
/// On PostgreSQL three statements in one round trip. The place is taken before it is known whether the other two hold; what was taken in
/// vain goes with the transaction. SQLite has no round trips, and asks one after the other.
/// </summary>
internal sealed class CallbackIntake(AppDbContext database, IDeviceLocks devices, ISlotReservations reservations) : ICallbackIntake
{
    /// <summary>A slot that holds no index now (null) equals none.</summary>
    private const string AnyOfNumber = "SELECT 1 FROM callback_requests WHERE open_phone_slot_a = $1 OR open_phone_slot_b = $2 LIMIT 1";

    public async Task<Intake> TryTakeAsync(
        DeviceId? deviceId, PhoneIndex phone, CallbackService service, CallbackSlot slot, int capacity, CancellationToken cancellationToken)
    {
        var number = (Sql: AnyOfNumber, Parameters: new object?[] { phone.SlotA, phone.SlotB });
        if (database is PostgresAppDbContext)
        {
            var place = (SlotReservations.Increment, new object?[] { SlotReservations.WordOf(service), slot.StartsAt, capacity });
            return deviceId is { } id
                ? await database.Database.BatchAsync([(DeviceLocks.ShareActive, [id.Value]), number, place], ReadWithDeviceAsync, cancellationToken)
                : await database.Database.BatchAsync([number, place], ReadAsync, cancellationToken);
        }

        if (deviceId is { } device && !await devices.ShareAsync(device, cancellationToken))
        {
            return Intake.DeviceGone;
        }

        if (await database.Database.FirstAsync(number.Sql, number.Parameters, _ => true, cancellationToken))
        {
            return Intake.NumberOpen;
        }

        return await reservations.TryReserveAsync(service, slot, capacity, cancellationToken) ? Intake.Taken : Intake.SlotFull;
    }

    private static async Task<Intake> ReadWithDeviceAsync(DbDataReader rows, CancellationToken cancellationToken)
    {
        if (!await rows.ReadAsync(cancellationToken))
        {
            return Intake.DeviceGone;
        }

        await rows.NextResultAsync(cancellationToken);
        return await ReadAsync(rows, cancellationToken);
    }

    private static async Task<Intake> ReadAsync(DbDataReader rows, CancellationToken cancellationToken)
    {
        if (await rows.ReadAsync(cancellationToken))
        {
            return Intake.NumberOpen;
        }

        await rows.NextResultAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Intake.Taken : Intake.SlotFull;
    }
}
