using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>Has whoever is still on the way with a version stay with it. Who was moved is not moved back.</summary>
public sealed record RemoveSuccessorVersionCommand(string Slug, int Version) : ICommand<Result<ProgrammeVersionResponse>>;

internal sealed class RemoveSuccessorVersionValidator : AbstractValidator<RemoveSuccessorVersionCommand>;

internal sealed class RemoveSuccessorVersionHandler(IAppDbContext database, IProgrammeCatalogue catalogue, IAuditTrail audit)
    : ICommandHandler<RemoveSuccessorVersionCommand, Result<ProgrammeVersionResponse>>
{
    public async Task<Result<ProgrammeVersionResponse>> Handle(RemoveSuccessorVersionCommand command, CancellationToken cancellationToken)
    {
        if (await database.ProgrammeVersions.Of(command.Slug)
            .SingleOrDefaultAsync(known => known.Version == command.Version, cancellationToken) is not { } version)
        {
            return CommonErrors.NotFound;
        }

        if (version.Successor is not null)
        {
            version.LeadNowhere();
            audit.Record("programme-version-successor-removed", ProgrammeVersionResponse.NameOf(version.Slug, version.Version));
        }

        return ProgrammeVersionResponse.From(
            VersionRow.From(version), await database.ProgrammeVersions.OfferedAsync(command.Slug, catalogue, cancellationToken));
    }
}
