using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Assessments;

/// <summary>All instruments that may be shown, on one page.</summary>
public sealed record GetAssessmentsQuery : IQuery<Result<Page<AssessmentResponse>>>;

internal sealed class GetAssessmentsHandler(IAssessmentCatalogue catalogue) : IQueryHandler<GetAssessmentsQuery, Result<Page<AssessmentResponse>>>
{
    public Task<Result<Page<AssessmentResponse>>> Handle(GetAssessmentsQuery request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<AssessmentResponse>>>(new Page<AssessmentResponse>([.. catalogue.All.Select(AssessmentResponse.From)], null));
}
