using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>Keeps a new version of a programme, once nothing is wrong with it. Nobody begins with it before it is published.</summary>
/// <param name="Slug">The programme.</param>
/// <param name="Definition">The YAML; its <c>version</c> is higher than every other of the programme, and not by much.</param>
public sealed record UploadProgrammeVersionCommand(string Slug, string? Definition) : ICommand<Result<ProgrammeVersionResponse>>, IIdempotentCommand
{
    /// <summary>Never the content, which is long.</summary>
    public override string ToString() => nameof(UploadProgrammeVersionCommand);
}

internal sealed class UploadProgrammeVersionValidator : AbstractValidator<UploadProgrammeVersionCommand>
{
    public UploadProgrammeVersionValidator(IProgrammeCatalogue catalogue, IDefinitionReader reader)
    {
        RuleFor(command => command.Definition).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(IDefinitionReader.Longest)
            .CustomAsync(async (definition, context, cancellationToken) =>
            {
                // Of a programme that there is not, nothing can be said but that.
                var slug = context.InstanceToValidate.Slug;
                var faults = catalogue.Find(slug) is null ? Array.Empty<DefinitionFault>() : await reader.FindFaultsAsync(slug, definition!, cancellationToken);
                if (faults.IsFailure)
                {
                    context.AddRefusal(faults.Error);
                    return;
                }

                foreach (var fault in faults.Value)
                {
                    context.AddFailure(DefinitionFaults.PlaceOf(fault), fault.Problem.ToString());
                }
            });
    }
}

internal sealed class UploadProgrammeVersionHandler(
    IAppDbContext database, IProgrammeCatalogue catalogue, IDefinitionReader reader, ICurrentCaller current, IAuditTrail audit, TimeProvider time)
    : ICommandHandler<UploadProgrammeVersionCommand, Result<ProgrammeVersionResponse>>
{
    public async Task<Result<ProgrammeVersionResponse>> Handle(UploadProgrammeVersionCommand command, CancellationToken cancellationToken)
    {
        if (catalogue.Find(command.Slug) is not { } known)
        {
            return CommonErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var highest = await database.ProgrammeVersions.Of(command.Slug).MaxAsync(version => (int?)version.Version, cancellationToken) ?? 0;
        var uploaded = ProgrammeVersion.Upload(
            ProgrammeVersionId.From(Guid.CreateVersion7(now)),
            ProgrammeVersionRef.Of(reader.Read(command.Slug, command.Definition!)),
            Math.Max(highest, known.Version),
            command.Definition!,
            current.Caller.StaffId!,
            now);
        if (uploaded.IsFailure)
        {
            return uploaded.Error;
        }

        database.ProgrammeVersions.Add(uploaded.Value);
        audit.Record("programme-version-uploaded", uploaded.Value.Ref.ToString());
        var offered = await database.ProgrammeVersions.OfferedAsync(command.Slug, catalogue, cancellationToken);
        return ProgrammeVersionResponse.From(VersionRow.From(uploaded.Value), offered);
    }
}
