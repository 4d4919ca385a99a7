using FluentValidation;
using MobileBackend.Application.Assessments;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>Says what answers come to, and keeps them for whoever takes part in a programme that goes by them.</summary>
/// <param name="Code">The instrument.</param>
/// <param name="Answers">By item, or by list of a decisional balance.</param>
public sealed record KeepAssessmentResultCommand(string Code, IReadOnlyDictionary<string, AssessmentAnswer>? Answers) : ICommand<Result<AssessmentResultResponse>>, IOwnWords
{
    public string? Words => AssessmentDesk.WordsIn(Answers);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(KeepAssessmentResultCommand);
}

/// <summary>The answers to an instrument, with its version: its words may change.</summary>
internal sealed record AssessmentContent(string Code, int Version, IReadOnlyDictionary<string, AssessmentAnswer> Answers, int? Score, string? Band)
{
    public bool Repeats(AssessmentContent other) => other.Code == Code && other.Version == Version && other.Answers.Count == Answers.Count
        && Answers.All(given => other.Answers.TryGetValue(given.Key, out var known)
            && known.Option == given.Value.Option && (known.Entries ?? []).SequenceEqual(given.Value.Entries ?? []));
}

internal sealed class KeepAssessmentResultValidator : AbstractValidator<KeepAssessmentResultCommand>
{
    public KeepAssessmentResultValidator()
    {
        RuleFor(command => command.Code).NotEmpty();
    }
}

internal sealed class KeepAssessmentResultHandler(AssessmentDesk assessments, EnrolmentDesk desk, JournalDesk journal)
    : ICommandHandler<KeepAssessmentResultCommand, Result<AssessmentResultResponse>>
{
    public async Task<Result<AssessmentResultResponse>> Handle(KeepAssessmentResultCommand command, CancellationToken cancellationToken)
    {
        var result = assessments.Score(command.Code, command.Answers);
        if (result.IsFailure)
        {
            return result.Error;
        }

        foreach (var found in await desk.FindAllOwnToChangeAsync(cancellationToken))
        {
            if (!found.Programme.Activities.Any(activity => LeadsTo(activity, command.Code)))
            {
                continue;
            }

            // Whoever is up before the planner finds their day planned, and is not asked again.
            var open = desk.Plan(found);
            var (version, band) = (result.Value.Version, result.Value.Band?.Key);
            var content = new AssessmentContent(command.Code, version, command.Answers!, result.Value.Score, band);

            // Whoever sends it again, since the answer got lost, has filled it in once.
            if (!(await journal.WrittenTodayAsync<AssessmentContent>(open, JournalKind.Assessment, cancellationToken)).Any(content.Repeats))
            {
                journal.Write(open.Enrolment, JournalKind.Assessment, open.Now, content);
            }

            var journey = Assessed(open, command.Code, band);
            await desk.CallOffAsync(
                open, open.Journey.Offers.Where(offer => journey.Done.ContainsKey(offer.Occurrence) && !open.Journey.Done.ContainsKey(offer.Occurrence)), cancellationToken);
            desk.Keep(open.With(open.State.With(journey)));
        }

        return result;
    }

    /// <summary>Whoever was asked to fill it in has done so.</summary>
    private static Journey Assessed(OpenEnrolment open, string code, string? band)
    {
        var journey = band is null ? open.Journey : open.Journey.Assessed(code, band, open.Today);
        return OpenActivities.Offered(open)
            .Where(known => LeadsTo(known.Planned.Activity, code) && known.Planned.OpenUntil >= open.Today)
            .Aggregate(journey, (done, known) => done.Completed(known.Planned.Occurrence, open.Today));
    }

    private static bool LeadsTo(Activity activity, string code) => activity.Link is ActivityLink.ToAssessment to && to.Code == code;
}
