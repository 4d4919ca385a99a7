using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Application.Partners;

/// <summary>Replaces a key by a new one with the same rights; both work for a while, so that the partner can change over.</summary>
/// <param name="Id">The key to replace.</param>
/// <param name="OverlapHours">How long the old one still works: 0 to 720, 24 where it is absent.</param>
public sealed record RotateApiKeyCommand(ApiKeyId Id, int? OverlapHours) : ICommand<Result<IssuedApiKeyResponse>>, IIdempotentCommand;

internal sealed class RotateApiKeyValidator : AbstractValidator<RotateApiKeyCommand>
{
    private const int LongestOverlap = 720;

    public RotateApiKeyValidator()
    {
        RuleFor(command => command.Id).NotEmpty();
        RuleFor(command => command.OverlapHours).InclusiveBetween(0, LongestOverlap).WithMessage(_ => ApiKeyErrors.Overlap.Text.ToString());
    }
}

internal sealed class RotateApiKeyHandler(IAppDbContext database, IAuditTrail audit, TimeProvider time)
    : ICommandHandler<RotateApiKeyCommand, Result<IssuedApiKeyResponse>>
{
    private const int UsualOverlap = 24;

    public async Task<Result<IssuedApiKeyResponse>> Handle(RotateApiKeyCommand command, CancellationToken cancellationToken)
    {
        if (await database.ApiKeys.SingleOrDefaultAsync(key => key.Id == command.Id, cancellationToken) is not { } old)
        {
            return CommonErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var id = ApiKeyId.From(Guid.CreateVersion7(now));
        var (key, secretHash) = OpaqueToken.Create(ApiKeyForm.PrefixOf(old.Kind), id.Value);
        var rotated = old.Rotate(id, secretHash, now, now.AddHours(command.OverlapHours ?? UsualOverlap));
        if (rotated.IsFailure)
        {
            return rotated.Error;
        }

        database.ApiKeys.Add(rotated.Value);
        audit.Record("api-key-rotated", command.Id.ToString());
        return new IssuedApiKeyResponse(id.Value, key, ApiKeyResponse.From(rotated.Value));
    }
}
