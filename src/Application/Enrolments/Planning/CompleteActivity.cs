using System.Collections.Immutable;
using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Safety;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>The person did an activity that was offered to them. Again it changes nothing but the answers.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="ActivityKey">Which.</param>
/// <param name="OfferedOn">The person's day on which it was offered; the latest time where it is absent.</param>
/// <param name="Answers">To what it asks, by question; may be left out.</param>
public sealed record CompleteActivityCommand(EnrolmentId Id, string ActivityKey, DateOnly? OfferedOn, IReadOnlyDictionary<string, AnswerInput>? Answers)
    : ICommand<Result<CompletionResponse>>, IOwnWords
{
    public string? Words => Answers is null ? null : string.Join('\n', Answers.Values.OfType<AnswerInput.Text>().Select(answer => answer.Value));

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(CompleteActivityCommand);
}

/// <summary>What came of it.</summary>
/// <param name="ActivityKey">Which.</param>
/// <param name="DoneOn">The person's day on which it was first done.</param>
/// <param name="Feedback">To the questions of a quiz, in order; empty elsewhere.</param>
/// <param name="NewBadges">What it earned.</param>
/// <param name="UrgentHelp">Where the words show danger: lines to call now.</param>
public sealed record CompletionResponse(
    string ActivityKey,
    DateOnly DoneOn,
    IReadOnlyList<FeedbackResponse> Feedback,
    IReadOnlyList<BadgeResponse> NewBadges,
    IReadOnlyList<HelpLines.HelpLineResponse>? UrgentHelp)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(CompletionResponse);
}

/// <summary>What there is to say to an answer.</summary>
/// <param name="Question">Its key.</param>
/// <param name="RightAnswer">The key of the right option.</param>
/// <param name="IsRight">Whether it was chosen.</param>
/// <param name="Explanation">What to know about it; absent for nothing.</param>
public sealed record FeedbackResponse(string Question, string RightAnswer, bool IsRight, string? Explanation);

internal sealed class CompleteActivityValidator : AbstractValidator<CompleteActivityCommand>
{
    public CompleteActivityValidator()
    {
        RuleFor(command => command.ActivityKey).NotEmpty();
    }
}

internal sealed class CompleteActivityHandler(OwnEnrolments own, EnrolmentRecorder recorder, UrgentHelp urgent)
    : ICommandHandler<CompleteActivityCommand, Result<CompletionResponse>>
{
    public async Task<Result<CompletionResponse>> Handle(CompleteActivityCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } found)
        {
            return CommonErrors.NotFound;
        }

        // Before the planner came: the day is planned now.
        var open = recorder.Plan(found);
        if (Find(open, command.ActivityKey, command.OfferedOn) is not { } offered)
        {
            return CommonErrors.NotFound;
        }

        var answers = ProfileAnswers.Parse(
            [.. offered.Activity.Questions.Select(asked => asked.Question)],
            command.Answers ?? ImmutableDictionary<string, AnswerInput>.Empty,
            requireAll: false,
            "answers");
        if (answers.IsFailure)
        {
            return answers.Error;
        }

        var done = open.State.Complete(offered, answers.Value, open.Today);
        if (done.IsFailure)
        {
            return done.Error;
        }

        var now = await recorder.RecordDoneAsync(open, done.Value, cancellationToken);
        return new CompletionResponse(
            offered.Activity.Key,
            now.Journey.Done[offered.Occurrence],
            Feedback(offered.Activity, answers.Value),
            [.. BadgeResponse.Of(now.Programme, now.State).Where(badge => !found.State.Badges.ContainsKey(badge.Key))],
            urgent.For(string.Join('\n', answers.Value.Values.Select(answer => answer.Text)), open.Now));
    }

    private static OfferedActivity? Find(OpenEnrolment open, string key, DateOnly? offeredOn) =>
        open.State.Offered(open.Programme).FirstOrDefault(offered => offered.Activity.Key == key && (offeredOn ?? offered.OfferedOn) == offered.OfferedOn);

    private static IReadOnlyList<FeedbackResponse> Feedback(Activity activity, ImmutableDictionary<string, Answer> answers) =>
    [
        .. activity.Questions.Where(asked => asked.Answer is not null && answers.ContainsKey(asked.Question.Key)).Select(asked => new FeedbackResponse(
            asked.Question.Key, asked.Answer!, answers[asked.Question.Key].Words?.Contains(asked.Answer!, StringComparer.Ordinal) == true, asked.Explanation)),
    ];
}
