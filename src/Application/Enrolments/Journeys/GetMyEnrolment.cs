using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>One of the caller's own enrolments.</summary>
public sealed record GetMyEnrolmentQuery(EnrolmentId Id) : IQuery<Result<EnrolmentResponse>>;

internal sealed class GetMyEnrolmentHandler(OwnEnrolments own) : IQueryHandler<GetMyEnrolmentQuery, Result<EnrolmentResponse>>
{
    public async Task<Result<EnrolmentResponse>> Handle(GetMyEnrolmentQuery query, CancellationToken cancellationToken) =>
        await own.FindAsync(query.Id, cancellationToken) is { } open ? EnrolmentResponse.From(open) : CommonErrors.NotFound;
}
