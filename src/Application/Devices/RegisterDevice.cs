using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.Devices;

/// <summary>Opens an anonymous account.</summary>
/// <param name="App">Which app.</param>
/// <param name="Platform">What it runs on.</param>
/// <param name="Locale">As it was parsed.</param>
/// <param name="TimeZone">As it was parsed.</param>
/// <param name="PushToken">As it was parsed; null where nothing may be pushed.</param>
public sealed record RegisterDeviceCommand(
    DeviceApp? App, DevicePlatform? Platform, Result<Locale> Locale, Result<PersonTimeZone> TimeZone, Result<PushToken>? PushToken)
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
        RuleFor(command => command.Locale).Parsed();
        RuleFor(command => command.TimeZone).Parsed();
        RuleFor(command => command.PushToken).Parsed();
    }
}

internal sealed class RegisterDeviceHandler(
    IAppDbContext database,
    ICallerProofs proofs,
    IRegistrationAllowance allowance,
    IPersonalDataSealer sealer,
    IDeviceTokens tokens,
    ICurrentCaller current,
    TimeProvider time)
    : ICommandHandler<RegisterDeviceCommand, Result<DeviceTokensResponse>>
{
    public async Task<Result<DeviceTokensResponse>> Handle(RegisterDeviceCommand command, CancellationToken cancellationToken)
    {
        var proof = await proofs.UseAsync(ProofFlow.Registration, cancellationToken);
        if (proof.IsFailure)
        {
            return proof.Error;
        }

        var isProven = proof.Value == CallerProof.App;
        var address = await allowance.AdmitAsync(current.Caller.Address, isProven, cancellationToken);
        if (address.IsFailure)
        {
            return address.Error;
        }

        var now = time.GetUtcNow();
        var id = DeviceId.From(Guid.CreateVersion7(now));
        var pushToken = command.PushToken is { } token ? sealer.SealPushToken(id, token.Value) : (SealedText?)null;
        var device = Device.Register(
            id, command.App!.Value, command.Platform!.Value, command.Locale.Value, command.TimeZone.Value, pushToken, now);
        device.ComesFrom(address.Value.Hash, isProven);
        database.Devices.Add(device);

        var firstId = RefreshTokenId.From(Guid.CreateVersion7(now));
        var (refreshToken, secretHash) = OpaqueToken.Create(DeviceSecrets.RefreshTokenPrefix, firstId.Value);
        database.RefreshTokens.Add(RefreshToken.Issue(firstId, id, secretHash, now));
        return DeviceTokensResponse.From(device, tokens, refreshToken);
    }
}
