using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Devices;

/// <summary>Export and erasure of the account itself; without its row every access token of it is refused.</summary>
internal sealed class DevicesPersonalData(IAppDbContext database, IPersonalDataSealer sealer) : IPersonalDataSource
{
    public string Feature => "device";

    public async Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        if (subject.DeviceId is not { } id
            || await database.Devices.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id, cancellationToken) is not { } device)
        {
            return null;
        }

        var renewals = await database.RefreshTokens.AsNoTracking().Where(token => token.DeviceId == id).OrderBy(token => token.IssuedAt)
            .Select(token => new RefreshTokenExport(token.IssuedAt, token.ExpiresAt, token.SpentAt)).ToListAsync(cancellationToken);
        return DeviceExport.From(device, renewals, sealer);
    }

    public async Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        if (subject.DeviceId is not { } id)
        {
            return 0;
        }

        await database.RefreshTokens.Where(token => token.DeviceId == id).ExecuteDeleteAsync(cancellationToken);
        return await database.Devices.Where(device => device.Id == id).ExecuteDeleteAsync(cancellationToken);
    }
}
