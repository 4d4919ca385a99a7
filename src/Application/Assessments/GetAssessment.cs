using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Assessments;

/// <summary>One instrument.</summary>
/// <param name="Code">Which.</param>
public sealed record GetAssessmentQuery(string Code) : IQuery<Result<AssessmentResponse>>;

internal sealed class GetAssessmentHandler(IAssessmentCatalogue catalogue) : IQueryHandler<GetAssessmentQuery, Result<AssessmentResponse>>
{
    public Task<Result<AssessmentResponse>> Handle(GetAssessmentQuery request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<AssessmentResponse>>(catalogue.Find(request.Code) is { } assessment ? AssessmentResponse.From(assessment)
            : CommonErrors.NotFound);
}
