using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Privacy;

/// <summary>Erases a device that has been away for too long and whose person was told, with all that is its, as its person could.</summary>
/// <param name="DeviceId">Which one.</param>
public sealed record EraseInactiveDeviceCommand(DeviceId DeviceId) : ICommand<Result<bool>>;

internal sealed class EraseInactiveDeviceValidator : AbstractValidator<EraseInactiveDeviceCommand>
{
    public EraseInactiveDeviceValidator()
    {
        RuleFor(command => command.DeviceId).NotEmpty();
    }
}

internal sealed class EraseInactiveDeviceHandler(
    IAppDbContext database, Eraser eraser, IDeviceLocks devices, IOptions<RetentionSettings> settings, TimeProvider time)
    : ICommandHandler<EraseInactiveDeviceCommand, Result<bool>>
{
    /// <returns>False where the device is gone, or came back in the last moment: it is looked at again once nobody else can change it.</returns>
    public async Task<Result<bool>> Handle(EraseInactiveDeviceCommand command, CancellationToken cancellationToken)
    {
        await devices.SeizeAsync(command.DeviceId, cancellationToken);
        var device = await database.Devices.AsNoTracking().SingleOrDefaultAsync(known => known.Id == command.DeviceId, cancellationToken);
        if (device is null || !device.MayBeErased(settings.Value.InactiveDevice, time.GetUtcNow()))
        {
            return false;
        }

        await eraser.EraseAsync(DataSubject.Device(command.DeviceId), cancellationToken);
        return true;
    }
}
