using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Programmes;

/// <summary>A programme as it is offered. Texts are French.</summary>
/// <param name="Slug">Stable word: <c>tis</c>, <c>jeanne</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Introduction">What it is, and what it is not.</param>
/// <param name="Version">Counts from 1; an enrolment keeps the one it began with, unless staff have it moved to a newer one.</param>
/// <param name="Status">Whether health staff have validated it.</param>
/// <param name="Goals">What people can aim for with it.</param>
/// <param name="Phases">The phases of all goals, in order of time.</param>
/// <param name="ProfileQuestions">What people are asked about themselves, in order.</param>
public sealed record ProgrammeResponse(
    string Slug,
    string Title,
    string Introduction,
    int Version,
    ValidationStatus Status,
    IReadOnlyList<GoalResponse> Goals,
    IReadOnlyList<PhaseResponse> Phases,
    IReadOnlyList<ProfileQuestionResponse> ProfileQuestions)
{
    internal static ProgrammeResponse From(ProgrammeDefinition programme) => new(
        programme.Slug,
        programme.Title,
        programme.Introduction,
        programme.Version,
        programme.Status,
        [.. programme.Goals.Select(GoalResponse.From)],
        [.. programme.Goals.SelectMany(goal => goal.Phases.Select(phase => PhaseResponse.From(goal, phase)))],
        [.. programme.Questions.Select(ProfileQuestionResponse.From)]);
}

/// <summary>Something to aim for.</summary>
/// <param name="Goal">Which.</param>
/// <param name="Title">What people read.</param>
/// <param name="Length">Days until the last phase that is not quiet ends, from the day that it counts from.</param>
/// <param name="LatestQuitDay">How many days ahead a quit date may lie; absent where there is none.</param>
public sealed record GoalResponse(GoalKind Goal, string Title, int Length, int? LatestQuitDay)
{
    internal static GoalResponse From(ProgrammeGoal goal) => new(
        goal.Kind,
        goal.Title,
        goal.Phases.Where(phase => phase.Anchor != AnchorKind.Relapse && !phase.IsQuiet).Select(phase => phase.Days.To).DefaultIfEmpty().Max() + 1,
        goal.Kind == GoalKind.Quit ? goal.LatestQuitDay : null);
}

/// <summary>A stretch of a programme.</summary>
/// <param name="Goal">Whose it is.</param>
/// <param name="Key">Stable word.</param>
/// <param name="Title">What people read.</param>
/// <param name="Anchor">The day that counts as 0: <c>enrolment</c>, <c>quit-date</c> or <c>relapse</c>.</param>
/// <param name="FirstDay">From that day; negative before it.</param>
/// <param name="LastDay">From that day.</param>
/// <param name="IsQuiet">Whether the programme is over by then, and only asks now and then what became of it.</param>
public sealed record PhaseResponse(GoalKind Goal, string Key, string Title, AnchorKind Anchor, int FirstDay, int LastDay, bool IsQuiet)
{
    internal static PhaseResponse From(ProgrammeGoal goal, Phase phase) =>
        new(goal.Kind, phase.Key, phase.Title, phase.Anchor, phase.Days.From, phase.Days.To, phase.IsQuiet);
}

/// <summary>Something people are asked about themselves.</summary>
/// <param name="Key">The member of <c>profile</c> that holds the answer.</param>
/// <param name="Type">What an answer is.</param>
/// <param name="Label">The question.</param>
/// <param name="Why">Why it is asked, where that is not plain.</param>
/// <param name="Required">Whether there is no enrolment without an answer.</param>
/// <param name="Minimum">The least number, or the fewest options.</param>
/// <param name="Maximum">The greatest number, the most options, or the most characters.</param>
/// <param name="Options">The possible answers of a choice.</param>
public sealed record ProfileQuestionResponse(
    string Key, QuestionKind Type, string Label, string? Why, bool Required, int? Minimum, int? Maximum, IReadOnlyList<OptionResponse> Options)
{
    internal static ProfileQuestionResponse From(ProfileQuestion question)
    {
        var isBounded = question.Kind is QuestionKind.Number or QuestionKind.Choices or QuestionKind.Text;
        return new ProfileQuestionResponse(
            question.Key,
            question.Kind,
            question.Label,
            question.Why,
            question.IsRequired,
            isBounded ? question.Minimum : null,
            isBounded ? question.Maximum : null,
            [.. question.Options.Select(option => new OptionResponse(option.Key, option.Label))]);
    }
}

/// <summary>A possible answer.</summary>
/// <param name="Key">What is sent.</param>
/// <param name="Label">What people read.</param>
public sealed record OptionResponse(string Key, string Label);
