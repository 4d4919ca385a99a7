using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Devices;

/// <summary>Tells people whose app has not been used for long that all that is theirs will be erased, some at a time.</summary>
public sealed record WarnInactiveDevicesCommand : ICommand<Result<int>>;

/// <summary>There is nothing to send and so nothing to refuse.</summary>
internal sealed class WarnInactiveDevicesValidator : AbstractValidator<WarnInactiveDevicesCommand>;

internal sealed class WarnInactiveDevicesHandler(IAppDbContext database, IOptions<RetentionSettings> settings, TimeProvider time)
    : ICommandHandler<WarnInactiveDevicesCommand, Result<int>>
{
    /// <summary>Few enough for one short transaction.</summary>
    private const int AtOnce = 100;

    /// <returns>How many were told; none means that there are no more.</returns>
    public async Task<Result<int>> Handle(WarnInactiveDevicesCommand command, CancellationToken cancellationToken)
    {
        var (keep, now) = (settings.Value, time.GetUtcNow());
        var inactive = await database.Devices.ToWarn(keep, now).OrderBy(device => device.LastSeenAt).Take(AtOnce).ToListAsync(cancellationToken);
        inactive.ForEach(device => device.AnnounceErasure(keep.InactiveDevice, keep.InactiveDeviceWarning, now));
        return inactive.Count;
    }
}
