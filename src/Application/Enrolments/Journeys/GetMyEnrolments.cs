using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>What the caller takes part in: one enrolment a programme, so always one page.</summary>
public sealed record GetMyEnrolmentsQuery : IQuery<Result<Page<EnrolmentResponse>>>;

internal sealed class GetMyEnrolmentsHandler(OwnEnrolments own) : IQueryHandler<GetMyEnrolmentsQuery, Result<Page<EnrolmentResponse>>>
{
    public async Task<Result<Page<EnrolmentResponse>>> Handle(GetMyEnrolmentsQuery query, CancellationToken cancellationToken) =>
        new Page<EnrolmentResponse>([.. (await own.FindAllAsync(cancellationToken)).Select(EnrolmentResponse.From)], null);
}
