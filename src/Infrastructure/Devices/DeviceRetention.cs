using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Devices;
using MobileBackend.Application.Privacy;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Devices;

/// <summary>Announces the erasure of a device that was away for long.</summary>
internal sealed class DeviceWarning(AppDbContext database, IDispatcher dispatcher, IOptions<RetentionSettings> keep) : IRetentionRule
{
    public string Kind => "devices";

    public string Outcome => "warned";

    public RetentionTurn Turn => RetentionTurn.Last;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Devices.ToWarn(keep.Value, now).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new WarnInactiveDevicesCommand(), cancellationToken)).Value;
}

/// <summary>Erases devices after their warning, each in a transaction of its own, which may write to the extranet's queue too.</summary>
internal sealed class DeviceErasure(AppDbContext database, IDispatcher dispatcher, IOptions<RetentionSettings> keep) : IRetentionRule
{
    private const int AtOnce = 50;

    public string Kind => "devices";

    public string Outcome => IRetentionRule.Erased;

    public RetentionTurn Turn => RetentionTurn.Last;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Devices.ToErase(keep.Value, now).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = database.Devices.ToErase(keep.Value, now).OrderBy(row => row.LastSeenAt).Select(row => row.Id).Take(AtOnce);
        var erased = 0;
        foreach (var id in await due.ToListAsync(cancellationToken))
        {
            erased += (await dispatcher.Send(new EraseInactiveDeviceCommand(id), cancellationToken)).Value ? 1 : 0;
        }

        return erased;
    }
}
