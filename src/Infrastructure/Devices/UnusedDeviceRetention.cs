using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Devices;

/// <summary>Drops devices that never came back and own nothing, before any rule of the run takes what others own.</summary>
internal sealed class UnusedDeviceRetention(AppDbContext database, UnusedDevices unused, IUnitOfWork unitOfWork) : IRetentionRule
{
    private const int AtOnce = 500;

    public string Kind => "devices";

    public string Outcome => IRetentionRule.Removed;

    public RetentionTurn Turn => RetentionTurn.First;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) => unused.Ended(now).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await unitOfWork.RunAsync<Result<int>>(async token => await DropAsync(now, token), cancellationToken)).Value;

    /// <summary>
    /// Locked first and judged once more by a second statement, which sees what was created for a device before it was locked: who creates something for a
    /// device shares its row until that is committed. A device in use is passed by.
    /// </summary>
    private async Task<int> DropAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await unused.Ended(now).OrderBy(device => device.CreatedAt).Take(AtOnce).Select(device => device.Id).ToListAsync(cancellationToken);
        if (database is PostgresAppDbContext)
        {
            var values = ids.ConvertAll(id => id.Value);
            var locked = database.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM devices WHERE id = ANY({values}) FOR UPDATE SKIP LOCKED");
            ids = (await locked.ToListAsync(cancellationToken)).ConvertAll(DeviceId.From);
        }

        return await unused.Ended(now).Where(device => ids.Contains(device.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>The address of a device counts for so long, and is then forgotten.</summary>
internal sealed class DeviceAddressRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep) : IRetentionRule
{
    private const int AtOnce = 500;

    public string Kind => "device_addresses";

    public string Outcome => IRetentionRule.Removed;

    public RetentionTurn Turn => RetentionTurn.Middle;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) => Ended(now).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        return await Ended(now).OrderBy(device => device.CreatedAt).Take(AtOnce)
            .ExecuteUpdateAsync(set => set.SetProperty(device => device.AddressHash, (string?)null), cancellationToken);
    }

    private IQueryable<Device> Ended(DateTimeOffset now)
    {
        var until = now - keep.Value.DeviceAddress;
        return database.Devices.Where(device => device.AddressHash != null && device.CreatedAt < until);
    }
}
