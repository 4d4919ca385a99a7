using FluentValidation;
using MobileBackend.Application.Assessments;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Journal;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>Says what answers come to, and saves them for participants of a programme that goes by them.</summary>
/// <param name="Code">The instrument.</param>
/// <param name="Answers">By item, or by list of a decisional balance.</param>
public sealed record SaveAssessmentResultCommand(string Code, IReadOnlyDictionary<string, AssessmentAnswer>? Answers)
    : ICommand<Result<AssessmentResultResponse>>, IOwnWords
{
    public string? Words => AssessmentDesk.WordsIn(Answers);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SaveAssessmentResultCommand);
}

internal sealed class SaveAssessmentResultValidator : AbstractValidator<SaveAssessmentResultCommand>
{
    public SaveAssessmentResultValidator()
    {
        RuleFor(command => command.Code).NotEmpty();
    }
}

internal sealed class SaveAssessmentResultHandler(AssessmentDesk assessments, OwnEnrolments own, EnrolmentRecorder recorder, JournalDesk journal)
    : ICommandHandler<SaveAssessmentResultCommand, Result<AssessmentResultResponse>>
{
    public async Task<Result<AssessmentResultResponse>> Handle(SaveAssessmentResultCommand command, CancellationToken cancellationToken)
    {
        var result = assessments.Score(command.Code, command.Answers);
        if (result.IsFailure)
        {
            return result.Error;
        }

        var entry = new AssessmentEntry(command.Code, result.Value.Version, command.Answers!, result.Value.Score, result.Value.Band?.Key);
        foreach (var open in await own.FindAllToChangeAsync(cancellationToken))
        {
            if (open.Programme.Activities.Any(activity => activity.LeadsTo(command.Code)))
            {
                // Before the planner came: the day is planned now, so that the person is not asked again.
                await SaveAsync(recorder.Plan(open), entry, cancellationToken);
            }
        }

        return result;
    }

    private async Task SaveAsync(OpenEnrolment open, AssessmentEntry entry, CancellationToken cancellationToken)
    {
        // Sent again, since the answer got lost, it was filled in once.
        if (!(await journal.WrittenTodayAsync<AssessmentEntry>(open, JournalKind.Assessment, cancellationToken)).Any(entry.Repeats))
        {
            journal.Write(open.Enrolment, JournalKind.Assessment, open.Now, entry);
        }

        await recorder.RecordDoneAsync(open, open.State.Assessed(open.Programme, entry.Code, entry.Band, open.Today), cancellationToken);
    }
}
