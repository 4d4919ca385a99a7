using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Where an enrolment stands.</summary>
public enum EnrolmentStatus
{
    Active,

    /// <summary>At the person's wish: nothing is sent until they resume.</summary>
    Paused,

    /// <summary>The programme has led through its last day. All that was kept can still be read.</summary>
    Completed,
}

/// <summary>A person's way through a programme.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Programme">Its slug.</param>
/// <param name="Version">Of the programme: the one that they follow.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Goal">What they want.</param>
/// <param name="EnrolledOn">Their day on which they began.</param>
/// <param name="QuitDate">Day 0 of the attempt under way or ahead; absent without one.</param>
/// <param name="DayNumber">From the quit date, negative before it; from the enrolment where there is none.</param>
/// <param name="Phase">Where they are; absent before the first and after the last.</param>
/// <param name="Profile">What they told of themselves, by question.</param>
/// <param name="Messaging">How they want to hear.</param>
/// <param name="Attempts">Their attempts at quitting, in order; the last one without an end is the present one.</param>
/// <param name="Badges">In the order in which they were given.</param>
/// <param name="SavingsGoal">What they save for; absent where they set none.</param>
public sealed record EnrolmentResponse(
    Guid Id,
    string Programme,
    int Version,
    EnrolmentStatus Status,
    GoalKind Goal,
    DateOnly EnrolledOn,
    DateOnly? QuitDate,
    int DayNumber,
    PhaseNameResponse? Phase,
    IReadOnlyDictionary<string, object> Profile,
    MessagingResponse Messaging,
    IReadOnlyList<AttemptAtQuittingResponse> Attempts,
    IReadOnlyList<BadgeResponse> Badges,
    SavingsGoalResponse? SavingsGoal) : ICreated
{
    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Status} {Id}";

    internal static EnrolmentResponse From(OpenEnrolment open)
    {
        var (journey, programme) = (open.Journey, open.Programme);
        return new EnrolmentResponse(
            open.Enrolment.Id.Value,
            programme.Slug,
            programme.Version,
            StatusOf(open),
            journey.Goal,
            journey.EnrolledOn,
            journey.QuitDate,
            journey.DayNumber(open.Today),
            PhaseNameResponse.From(Planner.PhaseOn(programme, journey, open.Today)),
            AnswerValues.Of(programme.Questions, journey.Profile),
            new MessagingResponse(open.State.Messaging.Frequency, open.State.Messaging.PreferredTime),
            [.. journey.Attempts.Select(attempt => new AttemptAtQuittingResponse(attempt.QuitDate, attempt.EndedOn, attempt.Lapses.Count))],
            BadgeResponse.Of(programme, open.State),
            open.State.SavingsGoal is { } goal ? new SavingsGoalResponse(goal.Label, goal.Cents) : null);
    }

    private static EnrolmentStatus StatusOf(OpenEnrolment open) => open.Journey.PausedOn is not null ? EnrolmentStatus.Paused
        : Planner.LastDay(open.Programme, open.Journey) < open.Today ? EnrolmentStatus.Completed
        : Planner.PhaseOn(open.Programme, open.Journey, open.Today) is { IsQuiet: true } ? EnrolmentStatus.Completed
        : EnrolmentStatus.Active;
}

/// <summary>A stretch of a programme.</summary>
/// <param name="Key">Stable word.</param>
/// <param name="Title">What people read.</param>
public sealed record PhaseNameResponse(string Key, string Title)
{
    internal static PhaseNameResponse? From(Phase? phase) => phase is null ? null : new PhaseNameResponse(phase.Key, phase.Title);
}

/// <summary>How a person wants to hear from a programme.</summary>
/// <param name="Frequency">How often.</param>
/// <param name="PreferredTime">When, on their own clock.</param>
public sealed record MessagingResponse(MessageFrequency Frequency, TimeOnly PreferredTime);

/// <summary>An attempt at quitting.</summary>
/// <param name="QuitDate">Its first day; may lie ahead.</param>
/// <param name="EndedOn">The day of the relapse, of another goal or of another date that ended it; absent while it goes on.</param>
/// <param name="Lapses">How many lapses were told.</param>
public sealed record AttemptAtQuittingResponse(DateOnly QuitDate, DateOnly? EndedOn, int Lapses);

/// <summary>A small reward.</summary>
/// <param name="Key">Stable word.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">What it honours.</param>
/// <param name="GivenOn">The person's day.</param>
public sealed record BadgeResponse(string Key, string Title, string Text, DateOnly GivenOn)
{
    /// <summary>Those that the programme still knows.</summary>
    internal static IReadOnlyList<BadgeResponse> Of(ProgrammeDefinition programme, EnrolmentState state) =>
    [
        .. programme.Badges.Where(badge => state.Badges.ContainsKey(badge.Key))
            .Select(badge => new BadgeResponse(badge.Key, badge.Title, badge.Text, state.Badges[badge.Key])).OrderBy(badge => badge.GivenOn),
    ];
}

/// <summary>What a person saves for.</summary>
/// <param name="Label">In their words.</param>
/// <param name="Cents">What it costs, in euro cents.</param>
public sealed record SavingsGoalResponse(string Label, int Cents)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(savings goal)";
}

/// <summary>What people answered, as it is written in JSON: a number, yes or no, a word, a list of words, or their own text.</summary>
internal static class AnswerValues
{
    /// <param name="questions">What was asked; answers to other questions, of another version, are left out.</param>
    /// <param name="answers">By question.</param>
    public static IReadOnlyDictionary<string, object> Of(IEnumerable<ProfileQuestion> questions, IReadOnlyDictionary<string, Answer> answers) =>
        questions.Where(question => answers.ContainsKey(question.Key))
            .ToDictionary(question => question.Key, question => ValueOf(question.Kind, answers[question.Key]), StringComparer.Ordinal);

    private static object ValueOf(QuestionKind kind, Answer answer) => answer switch
    {
        { Number: { } number } => number,
        { Flag: { } flag } => flag,
        { Text: { } text } => text,
        { Words: [var word, ..] } when kind == QuestionKind.Choice => word,
        _ => answer.Words is { } words ? words.ToList() : [],
    };
}
