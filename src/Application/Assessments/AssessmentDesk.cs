using MobileBackend.Application.Common;
using MobileBackend.Application.Safety;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Assessments;

/// <summary>Says what answers come to.</summary>
[SharedService]
internal sealed class AssessmentDesk(IAssessmentCatalogue catalogue, UrgentHelp urgent, TimeProvider time)
{
    /// <summary>What somebody wrote in a decisional balance; null for nothing.</summary>
    public static string? WordsIn(IReadOnlyDictionary<string, AssessmentAnswer>? answers) =>
        answers is null ? null : string.Join('\n', answers.Values.SelectMany(answer => answer.Entries ?? []).Select(entry => entry.Text));

    /// <param name="code">The instrument.</param>
    /// <param name="answers">By item, or by list of a decisional balance.</param>
    public Result<AssessmentResultResponse> Score(string code, IReadOnlyDictionary<string, AssessmentAnswer>? answers)
    {
        if (catalogue.Find(code) is not { } assessment)
        {
            return CommonErrors.NotFound;
        }

        if (answers is null)
        {
            return AssessmentErrors.MissingAnswer.At("answers");
        }

        if (!assessment.HasScore)
        {
            var balance = assessment.CheckLists(answers);
            return balance.IsFailure
                ? balance.Error
                : new AssessmentResultResponse(null, null, null, assessment.Version, urgent.For(WordsIn(answers), time.GetUtcNow()));
        }

        return assessment.Score(answers).Map(outcome => new AssessmentResultResponse(
            outcome.Score,
            outcome.Maximum,
            new AssessmentBandResponse(outcome.Band.Key, outcome.Band.Label, outcome.Band.Advice, outcome.Band.RoutesToHuman),
            assessment.Version));
    }
}
