using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>Has whoever is still on the way with a version stay with it. Who was moved is not moved back.</summary>
public sealed record RemoveSuccessorVersionCommand(ProgrammeVersionRef Version) : ICommand<Result<ProgrammeVersionResponse>>;

internal sealed class RemoveSuccessorVersionValidator : AbstractValidator<RemoveSuccessorVersionCommand>;

internal sealed class RemoveSuccessorVersionHandler(IAppDbContext database, IProgrammeCatalogue catalogue, IAuditTrail audit)
    : ICommandHandler<RemoveSuccessorVersionCommand, Result<ProgrammeVersionResponse>>
{
    public async Task<Result<ProgrammeVersionResponse>> Handle(RemoveSuccessorVersionCommand command, CancellationToken cancellationToken)
    {
        if (await database.ProgrammeVersions.Of(command.Version).SingleOrDefaultAsync(cancellationToken) is not { } version)
        {
            return CommonErrors.NotFound;
        }

        if (version.Successor is not null)
        {
            version.LeadNowhere();
            audit.Record("programme-version-successor-removed", version.Ref.ToString());
        }

        var offered = await database.ProgrammeVersions.OfferedAsync(version.Slug, catalogue, cancellationToken);
        return ProgrammeVersionResponse.From(VersionRow.From(version), offered);
    }
}
