using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>Opens an anonymous account.</summary>
/// <param name="App">Which app.</param>
/// <param name="Platform">What it runs on.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA id.</param>
/// <param name="PushToken">Up to 4,096 printable ASCII characters; null where nothing may be pushed.</param>
public sealed record RegisterDeviceCommand(DeviceApp? App, DevicePlatform? Platform, string? Locale, string? TimeZone, string? PushToken)
    : ICommand<Result<DeviceTokensResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(RegisterDeviceCommand);
}

internal sealed class RegisterDeviceValidator : AbstractValidator<RegisterDeviceCommand>
{
    public RegisterDeviceValidator()
    {
        RuleFor(command => command.App).NotNull();
        RuleFor(command => command.Platform).NotNull();
        RuleFor(command => command.Locale).ParsedBy(Locale.Parse);
        RuleFor(command => command.TimeZone).ParsedBy(PersonTimeZone.Parse);
        RuleFor(command => command.PushToken).ParsedBy(PushToken.Parse).When(command => command.PushToken is not null);
    }
}

internal sealed class RegisterDeviceHandler(IAppDbContext database, IPersonalDataSealer sealer, IDeviceTokens tokens, TimeProvider time)
    : ICommandHandler<RegisterDeviceCommand, Result<DeviceTokensResponse>>
{
    public Task<Result<DeviceTokensResponse>> Handle(RegisterDeviceCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = DeviceId.From(Guid.CreateVersion7(now));
        var pushToken = command.PushToken is { } clear ? sealer.SealPushToken(id, Domain.Devices.PushToken.Parse(clear).Value) : (SealedText?)null;
        var device = Device.Register(
            id, command.App!.Value, command.Platform!.Value, Locale.Parse(command.Locale).Value, PersonTimeZone.Parse(command.TimeZone).Value, pushToken, now);
        database.Devices.Add(device);

        var firstId = RefreshTokenId.From(Guid.CreateVersion7(now));
        var (refreshToken, secretHash) = OpaqueToken.Create(DeviceSecrets.RefreshTokenPrefix, firstId.Value);
        database.RefreshTokens.Add(RefreshToken.Issue(firstId, id, secretHash, now));
        return Task.FromResult<Result<DeviceTokensResponse>>(DeviceTokensResponse.From(device, tokens, refreshToken));
    }
}
