using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>Changes the settings of the calling device that are present, each as it was parsed.</summary>
public sealed record UpdateMyDeviceCommand : ICommand<Result<DeviceResponse>>
{
    /// <summary>Null forgets it: nothing is pushed any more.</summary>
    public Optional<Result<PushToken>?> PushToken { get; init; }

    public Optional<Result<PersonTimeZone>?> TimeZone { get; init; }

    public Optional<Result<Locale>?> Locale { get; init; }

    /// <summary>Null for none.</summary>
    public Optional<Result<QuietHours>?> QuietHours { get; init; }

    public Optional<Result<MessageCeiling>?> MaxMessagesPerDay { get; init; }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(UpdateMyDeviceCommand);
}

internal sealed class UpdateMyDeviceValidator : AbstractValidator<UpdateMyDeviceCommand>
{
    public UpdateMyDeviceValidator()
    {
        RuleFor(command => command.PushToken).Parsed();
        RuleFor(command => command.TimeZone).Parsed();
        RuleFor(command => command.Locale).Parsed();
        RuleFor(command => command.QuietHours).Parsed();
        RuleFor(command => command.MaxMessagesPerDay).Parsed();
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
            device.ReachThrough(command.PushToken.Value is { } token ? sealer.SealPushToken(device.Id, token.Value) : null);
        }

        if (command.TimeZone.Value is { } timeZone)
        {
            device.MoveTo(timeZone.Value);
        }

        if (command.Locale.Value is { } locale)
        {
            device.Speak(locale.Value);
        }

        if (command.QuietHours.IsPresent)
        {
            device.KeepQuietDuring(command.QuietHours.Value?.Value);
        }

        if (command.MaxMessagesPerDay.Value is { } ceiling)
        {
            device.LimitMessagesTo(ceiling.Value);
        }
    }
}
