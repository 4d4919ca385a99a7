using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Partners;

/// <summary>Ends a key at once.</summary>
public sealed record RevokeApiKeyCommand(ApiKeyId Id) : ICommand<Result<ApiKeyResponse>>;

internal sealed class RevokeApiKeyValidator : AbstractValidator<RevokeApiKeyCommand>
{
    public RevokeApiKeyValidator()
    {
        RuleFor(command => command.Id).NotEmpty();
    }
}

internal sealed class RevokeApiKeyHandler(IAppDbContext database, IAuditTrail audit, TimeProvider time)
    : ICommandHandler<RevokeApiKeyCommand, Result<ApiKeyResponse>>
{
    public async Task<Result<ApiKeyResponse>> Handle(RevokeApiKeyCommand command, CancellationToken cancellationToken)
    {
        if (await database.ApiKeys.SingleOrDefaultAsync(known => known.Id == command.Id, cancellationToken) is not { } key)
        {
            return CommonErrors.NotFound;
        }

        key.Revoke(time.GetUtcNow());
        audit.Record("api-key-revoked", command.Id.ToString());
        return ApiKeyResponse.From(key);
    }
}
