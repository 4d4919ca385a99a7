using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>The programme in the version that somebody follows, which is not always the one that people begin with now.</summary>
/// <param name="Id">The caller's own enrolment.</param>
public sealed record GetProgrammeOfEnrolmentQuery(EnrolmentId Id) : IQuery<Result<ProgrammeResponse>>;

internal sealed class GetProgrammeOfEnrolmentHandler(OwnEnrolments own) : IQueryHandler<GetProgrammeOfEnrolmentQuery, Result<ProgrammeResponse>>
{
    public async Task<Result<ProgrammeResponse>> Handle(GetProgrammeOfEnrolmentQuery query, CancellationToken cancellationToken) =>
        await own.FindAsync(query.Id, cancellationToken) is { } open ? ProgrammeResponse.From(open.Programme) : CommonErrors.NotFound;
}
