using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>Has people begin with a version from now on: with a new one, or again with an earlier one. Whoever is on the way keeps theirs.</summary>
public sealed record PublishProgrammeVersionCommand(ProgrammeVersionRef Version) : ICommand<Result<ProgrammeVersionResponse>>;

internal sealed class PublishProgrammeVersionValidator : AbstractValidator<PublishProgrammeVersionCommand>;

internal sealed class PublishProgrammeVersionHandler(IAppDbContext database, IDefinitionReader reader, IAuditTrail audit, TimeProvider time)
    : ICommandHandler<PublishProgrammeVersionCommand, Result<ProgrammeVersionResponse>>
{
    public async Task<Result<ProgrammeVersionResponse>> Handle(PublishProgrammeVersionCommand command, CancellationToken cancellationToken)
    {
        var versions = database.ProgrammeVersions.Of(command.Version.Slug);
        if (await versions.Of(command.Version).SingleOrDefaultAsync(cancellationToken) is not { } version)
        {
            return CommonErrors.NotFound;
        }

        // What it refers to may have gone since it was uploaded, and rules may have been added.
        var faults = await reader.FindFaultsAsync(version.Slug, version.Definition, cancellationToken);
        if (faults.IsFailure)
        {
            return faults.Error;
        }

        if (faults.Value.Length > 0)
        {
            return ProgrammeVersionErrors.HasFaults.With(ValidationErrors.Member, DefinitionFaults.ByPlace(faults.Value));
        }

        if (version.Publish(await versions.MaxAsync(known => known.Publication, cancellationToken) ?? 0, time.GetUtcNow()))
        {
            audit.Record("programme-version-published", version.Ref.ToString());
        }

        return ProgrammeVersionResponse.From(VersionRow.From(version), offered: version.Version);
    }
}
