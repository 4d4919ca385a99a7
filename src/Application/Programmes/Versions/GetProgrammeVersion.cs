using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>One version of a programme, with its text and what is wrong with it by now.</summary>
public sealed record GetProgrammeVersionQuery(ProgrammeVersionRef Version) : IQuery<Result<ProgrammeVersionTextResponse>>;

internal sealed class GetProgrammeVersionHandler(IAppDbContext database, IProgrammeCatalogue catalogue, IDefinitionReader reader)
    : IQueryHandler<GetProgrammeVersionQuery, Result<ProgrammeVersionTextResponse>>
{
    public async Task<Result<ProgrammeVersionTextResponse>> Handle(GetProgrammeVersionQuery query, CancellationToken cancellationToken)
    {
        if (await database.ProgrammeVersions.AsNoTracking().Of(query.Version).SingleOrDefaultAsync(cancellationToken) is not { } version)
        {
            return CommonErrors.NotFound;
        }

        // While too many are judged, its text can be read all the same.
        var faults = await reader.FindFaultsAsync(version.Slug, version.Definition, cancellationToken);
        var offered = await database.ProgrammeVersions.OfferedAsync(version.Slug, catalogue, cancellationToken);
        var underWay = await database.Enrolments.CountAsync(
            enrolment => enrolment.Programme == version.Slug && enrolment.Version == version.Version && enrolment.PlanDueAt != null, cancellationToken);
        return new ProgrammeVersionTextResponse(
            ProgrammeVersionResponse.From(VersionRow.From(version), offered), version.Definition, faults.IsFailure
                ? null
                : [.. faults.Value.Select(DefinitionFaultResponse.From)], underWay);
    }
}
