using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>
/// Has whoever is on the way with a version moved to a newer one at the beginning of their next day, where all keys that their way holds on to mean the same
/// there.
/// </summary>
/// <param name="Version">The one that people are on the way with.</param>
/// <param name="Successor">The newer one.</param>
public sealed record SetSuccessorVersionCommand(ProgrammeVersionRef Version, int? Successor) : ICommand<Result<ProgrammeVersionResponse>>;

internal sealed class SetSuccessorVersionValidator : AbstractValidator<SetSuccessorVersionCommand>
{
    public SetSuccessorVersionValidator()
    {
        RuleFor(command => command.Successor).NotNull().InclusiveBetween(1, ProgrammeVersion.Greatest).OverridePropertyName("version");
    }
}

internal sealed class SetSuccessorVersionHandler(IAppDbContext database, IProgrammeCatalogue catalogue, IAuditTrail audit)
    : ICommandHandler<SetSuccessorVersionCommand, Result<ProgrammeVersionResponse>>
{
    public async Task<Result<ProgrammeVersionResponse>> Handle(SetSuccessorVersionCommand command, CancellationToken cancellationToken)
    {
        var versions = database.ProgrammeVersions.Of(command.Version.Slug);
        if (await versions.Of(command.Version).SingleOrDefaultAsync(cancellationToken) is not { } version)
        {
            return CommonErrors.NotFound;
        }

        if (await versions.SingleOrDefaultAsync(known => known.Version == command.Successor, cancellationToken) is not { } next)
        {
            return ProgrammeVersionErrors.CannotSucceed;
        }

        if (version.Successor != next.Version)
        {
            var led = version.LeadTo(next);
            if (led.IsFailure)
            {
                return led.Error;
            }

            audit.Record("programme-version-successor-set", version.Ref.ToString());
        }

        var offered = await database.ProgrammeVersions.OfferedAsync(version.Slug, catalogue, cancellationToken);
        return ProgrammeVersionResponse.From(VersionRow.From(version), offered);
    }
}
