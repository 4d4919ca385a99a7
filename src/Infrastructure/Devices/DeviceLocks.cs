using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Devices;

/// <summary>Row locks on PostgreSQL. On SQLite a writing transaction is alone anyway.</summary>
internal sealed class DeviceLocks(AppDbContext database) : IDeviceLocks
{
    /// <summary>A row where the device is one.</summary>
    public const string ShareActive = "SELECT 1 FROM devices WHERE id = $1 AND revoked_at IS NULL FOR KEY SHARE";

    private const string SeizeAny = "SELECT 1 FROM devices WHERE id = $1 FOR UPDATE";

    public async Task<bool> ShareAsync(DeviceId deviceId, CancellationToken cancellationToken) =>
        database is PostgresAppDbContext
            ? await database.Database.FirstAsync(ShareActive, [deviceId.Value], _ => true, cancellationToken)
            : await database.Devices.AnyAsync(device => device.Id == deviceId && device.RevokedAt == null, cancellationToken);

    public async Task SeizeAsync(DeviceId deviceId, CancellationToken cancellationToken)
    {
        if (database is PostgresAppDbContext)
        {
            await database.Database.RunAsync(SeizeAny, [deviceId.Value], cancellationToken);
        }
    }
}
