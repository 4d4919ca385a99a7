using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Assessments;

/// <summary>Says what answers come to, and keeps nothing.</summary>
/// <param name="Code">The instrument.</param>
/// <param name="Answers">By item, or by list of a decisional balance.</param>
public sealed record ScoreAssessmentQuery(string Code, IReadOnlyDictionary<string, AssessmentAnswer>? Answers)
    : IQuery<Result<AssessmentResultResponse>>, IOwnWords
{
    public string? Words => AssessmentDesk.WordsIn(Answers);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(ScoreAssessmentQuery);
}

internal sealed class ScoreAssessmentHandler(AssessmentDesk assessments) : IQueryHandler<ScoreAssessmentQuery, Result<AssessmentResultResponse>>
{
    public Task<Result<AssessmentResultResponse>> Handle(ScoreAssessmentQuery request, CancellationToken cancellationToken) =>
        Task.FromResult(assessments.Score(request.Code, request.Answers));
}
