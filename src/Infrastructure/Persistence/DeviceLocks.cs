using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Row locks on PostgreSQL. On SQLite a writing transaction is alone anyway.</summary>
internal sealed class DeviceLocks(AppDbContext database) : IDeviceLocks
{
    public async Task<bool> ShareAsync(Guid deviceId, CancellationToken cancellationToken)
    {
        var id = DeviceId.From(deviceId);
        return database is PostgresAppDbContext
            ? (await database.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM devices WHERE id = {deviceId} AND revoked_at IS NULL FOR KEY SHARE")
                .ToListAsync(cancellationToken)).Count == 1
            : await database.Devices.AnyAsync(device => device.Id == id && device.RevokedAt == null, cancellationToken);
    }

    public async Task SeizeAsync(Guid deviceId, CancellationToken cancellationToken)
    {
        if (database is PostgresAppDbContext)
        {
            await database.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM devices WHERE id = {deviceId} FOR UPDATE").ToListAsync(cancellationToken);
        }
    }
}
