using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Coaching.Assessments;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Coaching;

/// <summary>Says what answers come to, and keeps nothing.</summary>
/// <param name="Code">The instrument.</param>
/// <param name="Answers">By item, or by list of a decisional balance.</param>
public sealed record ScoreAssessmentQuery(string Code, IReadOnlyDictionary<string, AssessmentAnswer>? Answers) : IQuery<Result<AssessmentResultResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(ScoreAssessmentQuery);
}

internal sealed class ScoreAssessmentHandler(IAssessmentCatalogue catalogue) : IQueryHandler<ScoreAssessmentQuery, Result<AssessmentResultResponse>>
{
    public Task<Result<AssessmentResultResponse>> Handle(ScoreAssessmentQuery request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

    private Result<AssessmentResultResponse> Answer(ScoreAssessmentQuery request)
    {
        if (catalogue.Find(request.Code) is not { } assessment)
        {
            return CommonErrors.NotFound;
        }

        if (request.Answers is not { } answers)
        {
            return AssessmentErrors.MissingAnswer.At("answers");
        }

        if (!assessment.HasScore)
        {
            var balance = assessment.CheckLists(answers);
            return balance.IsFailure ? balance.Error : new AssessmentResultResponse(null, null, null, assessment.Version);
        }

        return assessment.Score(answers).Map(outcome => new AssessmentResultResponse(
            outcome.Score,
            outcome.Maximum,
            new AssessmentBandResponse(outcome.Band.Key, outcome.Band.Label, outcome.Band.Advice, outcome.Band.RoutesToHuman),
            assessment.Version));
    }
}
