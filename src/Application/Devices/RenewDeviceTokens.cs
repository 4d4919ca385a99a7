using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>Exchanges a refresh token for a new pair. It has its own rule for repetitions, so it is no <see cref="IIdempotentCommand"/>.</summary>
/// <param name="RefreshToken">The one of the last answer.</param>
/// <param name="IdempotencyKey">Lets the client ask again for an answer that got lost, for 30 seconds.</param>
public sealed record RenewDeviceTokensCommand(string? RefreshToken, string? IdempotencyKey) : ICommand<Result<DeviceTokensResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(RenewDeviceTokensCommand);
}

internal sealed class RenewDeviceTokensValidator : AbstractValidator<RenewDeviceTokensCommand>
{
    private const int LongestKey = 255;

    private static readonly LocalizedText KeyForm = new(
        "Une clé d’idempotence compte de 1 à 255 caractères imprimables.",
        "An idempotency key has 1 to 255 printable characters.");

    public RenewDeviceTokensValidator()
    {
        RuleFor(command => command.RefreshToken).NotEmpty();
        RuleFor(command => command.IdempotencyKey)
            .Must(key => key is null || (key.Length is > 0 and <= LongestKey && key.All(character => character is >= ' ' and <= '~')))
            .WithMessage(_ => KeyForm.ToString());
    }
}

internal sealed class RenewDeviceTokensHandler(IAppDbContext database, IPersonalDataSealer sealer, IDeviceTokens tokens, TimeProvider time)
    : ICommandHandler<RenewDeviceTokensCommand, Result<DeviceTokensResponse>>
{
    public async Task<Result<DeviceTokensResponse>> Handle(RenewDeviceTokensCommand command, CancellationToken cancellationToken)
    {
        if (await FindAsync(command.RefreshToken, cancellationToken) is not { } token)
        {
            return CommonErrors.Unauthenticated;
        }

        var now = time.GetUtcNow();
        if (await database.Devices.SingleOrDefaultAsync(known => known.Id == token.DeviceId, cancellationToken) is not { } device)
        {
            return CommonErrors.Unauthenticated;
        }

        var keyHash = command.IdempotencyKey is { } key ? OpaqueToken.Hash(key) : null;
        if (token.SpentAt is not null)
        {
            return device.RevokedAt is null && token.MayRepeatAnswer(keyHash, now) ? sealer.OpenAnswer(token) : Revoke(device, now);
        }

        if (device.RevokedAt is not null || token.IsExpiredAt(now))
        {
            return CommonErrors.Unauthenticated;
        }

        device.MarkSeen(now);
        var nextId = RefreshTokenId.From(Guid.CreateVersion7(now));
        var (refreshToken, secretHash) = OpaqueToken.Create(DeviceSecrets.RefreshTokenPrefix, nextId.Value);
        database.RefreshTokens.Add(token.Succeed(nextId, secretHash, now));
        var answer = DeviceTokensResponse.From(device, tokens, refreshToken);
        token.Spend(keyHash, keyHash is null ? null : sealer.SealAnswer(token.Id, answer), now);
        return answer;
    }

    private static Error Revoke(Device device, DateTimeOffset now)
    {
        device.Revoke(now);
        return DeviceErrors.RefreshTokenReused;
    }

    private async Task<RefreshToken?> FindAsync(string? presented, CancellationToken cancellationToken)
    {
        if (!OpaqueToken.TryParse(DeviceSecrets.RefreshTokenPrefix, presented, out var value, out var secretHash))
        {
            return null;
        }

        var id = RefreshTokenId.From(value);
        var token = await database.RefreshTokens.SingleOrDefaultAsync(known => known.Id == id, cancellationToken);
        return token is not null && OpaqueToken.Matches(token.SecretHash, secretHash) ? token : null;
    }
}
