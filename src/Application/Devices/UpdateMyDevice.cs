using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>Changes the settings of the calling device that are present.</summary>
public sealed record UpdateMyDeviceCommand : ICommand<Result<DeviceResponse>>
{
    /// <summary>Null forgets it: nothing is pushed any more.</summary>
    public Optional<string?> PushToken { get; init; }

    public Optional<string?> TimeZone { get; init; }

    public Optional<string?> Locale { get; init; }

    /// <summary>Null for none.</summary>
    public Optional<QuietHoursWish?> QuietHours { get; init; }

    /// <summary>Null for the service's own ceiling.</summary>
    public Optional<int?> MaxMessagesPerDay { get; init; }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(UpdateMyDeviceCommand);
}

/// <summary>When nothing is to be pushed, on the person's clock.</summary>
public sealed record QuietHoursWish(TimeOnly? Start, TimeOnly? End);

internal sealed class UpdateMyDeviceValidator : AbstractValidator<UpdateMyDeviceCommand>
{
    public UpdateMyDeviceValidator()
    {
        RuleFor(command => command.PushToken).ParsedBy(PushToken.Parse, clearable: true);
        RuleFor(command => command.TimeZone).ParsedBy(PersonTimeZone.Parse, clearable: false);
        RuleFor(command => command.Locale).ParsedBy(Locale.Parse, clearable: false);
        RuleFor(command => command.QuietHours).ParsedBy(wish => QuietHours.Between(wish!.Start, wish.End), clearable: true);
        RuleFor(command => command.MaxMessagesPerDay).ParsedBy(MessageCeiling.Of, clearable: true);
    }
}

internal sealed class UpdateMyDeviceHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current)
    : ICommandHandler<UpdateMyDeviceCommand, Result<DeviceResponse>>
{
    public async Task<Result<DeviceResponse>> Handle(UpdateMyDeviceCommand command, CancellationToken cancellationToken)
    {
        var device = await database.Devices.OwnedBy(current.Caller).SingleOrDefaultAsync(cancellationToken);
        if (device is null)
        {
            return CommonErrors.NotFound;
        }

        Apply(command, device);
        return DeviceResponse.From(device, sealer);
    }

    private void Apply(UpdateMyDeviceCommand command, Device device)
    {
        if (command.PushToken.IsPresent)
        {
            device.ReachThrough(command.PushToken.Value is { } token ? sealer.SealPushToken(device.Id, PushToken.Parse(token).Value) : null);
        }

        if (command.TimeZone.IsPresent)
        {
            device.MoveTo(PersonTimeZone.Parse(command.TimeZone.Value).Value);
        }

        if (command.Locale.IsPresent)
        {
            device.Speak(Locale.Parse(command.Locale.Value).Value);
        }

        if (command.QuietHours.IsPresent)
        {
            device.KeepQuietDuring(command.QuietHours.Value is { } wish ? QuietHours.Between(wish.Start, wish.End).Value : null);
        }

        if (command.MaxMessagesPerDay.IsPresent)
        {
            device.LimitMessagesTo(MessageCeiling.Of(command.MaxMessagesPerDay.Value).Value);
        }
    }
}
