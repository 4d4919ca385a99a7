using MobileBackend.Domain.Coaching.Conditions;
using MobileBackend.Domain.Coaching.Journeys;
using MobileBackend.Domain.Coaching.Planning;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Domain.Coaching.Programmes;

/// <summary>Something wrong with a definition.</summary>
/// <param name="Line">Of its file; 0 for the definition as a whole.</param>
/// <param name="Problem">In words for its author.</param>
public sealed record DefinitionFault(int Line, string Problem);

/// <summary>What definitions may refer to outside themselves.</summary>
/// <param name="HelpLines">Codes of the help lines.</param>
/// <param name="Assessments">Codes of the assessments.</param>
/// <param name="Programmes">Slugs of the programmes.</param>
public sealed record KnownReferences(IReadOnlyCollection<string> HelpLines, IReadOnlyCollection<string> Assessments, IReadOnlyCollection<string> Programmes);

/// <summary>
/// Judges a definition before anybody is told anything by it: beyond what can be read off it, some people are led through it who say nothing of
/// themselves, and do nothing, everything, or put their quit date off; no day of their first thirty may be empty.
/// </summary>
public static class ProgrammeCheck
{
    /// <summary>How many days from the start must not be empty.</summary>
    public const int FirstDays = 30;

    private const int LongestTitle = 80;

    /// <summary>Days between the enrolment and the quit date that are tried, besides the latest that there may be.</summary>
    private static readonly int[] QuitDates = [0, 1, 3, 9, 10, 11, 20];

    public static IReadOnlyList<DefinitionFault> FindFaults(ProgrammeDefinition programme, KnownReferences known) =>
    [
        .. KeysThatComeTwice(programme),
        .. GoalsWithout(programme),
        .. programme.Activities.SelectMany(activity => FaultsOf(activity, programme, known)),
        .. programme.Tools.SelectMany(tool => FaultsOf(tool, programme)),
        .. programme.Budget.Windows.Where(window => !programme.Sources.ContainsKey(window.Source)).Select(window => new DefinitionFault(0, UnknownSource(window.Source))),
        .. programme.Milestones.Where(milestone => !programme.Sources.ContainsKey(milestone.Source))
            .Select(milestone => new DefinitionFault(milestone.Line, UnknownSource(milestone.Source))),
        .. programme.Badges.Where(badge => !Satisfiability.CanHold(badge.When, programme.Vocabulary))
            .Select(badge => new DefinitionFault(badge.Line, $"The badge '{badge.Key}' can never be given: its condition contradicts itself.")),
        .. programme.PushTexts.Where(text => PushText.Of(text.Title, text.Body).IsFailure)
            .Select(text => new DefinitionFault(0, $"The push text '{text.Title}' cannot be shown on a locked screen: {PushText.Of(text.Title, text.Body).Error!.Text.English}")),
        .. programme.PushTexts.Count == 0 ? [new DefinitionFault(0, "There is no text for pushes.")] : Array.Empty<DefinitionFault>(),
        .. EmptyDays(programme),
    ];

    private static IEnumerable<DefinitionFault> KeysThatComeTwice(ProgrammeDefinition programme) =>
        programme.Activities.Select(activity => (activity.Key, activity.Line))
            .Concat(programme.Tools.Select(tool => (tool.Key, tool.Line)))
            .Concat(programme.Milestones.Select(milestone => (milestone.Key, milestone.Line)))
            .Concat(programme.Badges.Select(badge => (badge.Key, badge.Line)))
            .GroupBy(part => part.Key, StringComparer.Ordinal)
            .SelectMany(parts => parts.Skip(1))
            .Select(part => new DefinitionFault(part.Line, $"The key '{part.Key}' is already taken."));

    private static IEnumerable<DefinitionFault> GoalsWithout(ProgrammeDefinition programme)
    {
        if (programme.Goals.Count == 0)
        {
            yield return new DefinitionFault(0, "A programme has at least one goal.");
        }

        foreach (var goal in programme.Goals)
        {
            if (goal.Phases.Count == 0)
            {
                yield return new DefinitionFault(0, $"The goal '{goal.Title}' has no phase.");
            }

            if (goal.Kind != GoalKind.Quit && goal.Phases.Any(phase => phase.Anchor is AnchorKind.QuitDate or AnchorKind.Relapse))
            {
                yield return new DefinitionFault(0, $"The goal '{goal.Title}' has no quit date that its phases could count from.");
            }
        }
    }

    private static IEnumerable<DefinitionFault> FaultsOf(Activity activity, ProgrammeDefinition programme, KnownReferences known)
    {
        IReadOnlyList<GoalKind> goals = activity.Goals.Count > 0 ? activity.Goals : [.. programme.Goals.Select(goal => goal.Kind)];
        foreach (var problem in TextFaults(activity, programme, goals).Concat(LinkFaults(activity, known)).Concat(QuestionFaults(activity)))
        {
            yield return new DefinitionFault(activity.Line, problem);
        }

        if (!goals.Any(goal => CanCome(activity.Timing, programme.Find(goal))))
        {
            yield return new DefinitionFault(activity.Line, $"'{activity.Key}' never comes: its days lie in no phase of a goal that it is for.");
        }

        if (!Satisfiability.CanHold(activity.When, programme.Vocabulary))
        {
            yield return new DefinitionFault(activity.Line, $"'{activity.Key}' never comes: its condition contradicts itself.");
        }
    }

    private static IEnumerable<string> TextFaults(Activity activity, ProgrammeDefinition programme, IReadOnlyList<GoalKind> goals)
    {
        foreach (var source in activity.Sources.Where(source => !programme.Sources.ContainsKey(source)))
        {
            yield return UnknownSource(source);
        }

        foreach (var name in new[] { activity.Title, activity.Text, activity.Why }.SelectMany(text => TextPlaceholders.UnknownIn(text, programme, goals)).Distinct())
        {
            yield return $"'{activity.Key}' says {{{name}}}, which is not known of everyone who reads it.";
        }

        if (activity.Title.Length > LongestTitle)
        {
            yield return $"The title of '{activity.Key}' has more than {LongestTitle} characters.";
        }

        if (activity.Push is { } push && PushText.Of(push.Title, push.Body) is { IsFailure: true } refused)
        {
            yield return $"The push of '{activity.Key}' cannot be shown on a locked screen: {refused.Error.Text.English}";
        }
    }

    private static IEnumerable<string> LinkFaults(Activity activity, KnownReferences known)
    {
        if (activity.Link is null && activity.Kind is ActivityKind.Assessment or ActivityKind.Media or ActivityKind.Signpost)
        {
            yield return $"'{activity.Key}' leads nowhere: what it is about is missing.";
        }

        var missing = activity.Link switch
        {
            ActivityLink.ToAssessment link when !known.Assessments.Contains(link.Code) => link.Code,
            ActivityLink.ToHelpLine link when !known.HelpLines.Contains(link.Code) => link.Code,
            ActivityLink.ToProgramme link when !known.Programmes.Contains(link.Slug) => link.Slug,
            _ => null,
        };
        if (missing is not null)
        {
            yield return $"'{activity.Key}' leads to '{missing}', which does not exist.";
        }

        if (activity.Link is ActivityLink.ToMedia { Type: not MediaType.Image, Transcript: null })
        {
            yield return $"'{activity.Key}' has no transcript: not everyone can hear it.";
        }
    }

    private static IEnumerable<string> QuestionFaults(Activity activity)
    {
        if (activity.Questions.Count == 0 && activity.Kind is ActivityKind.Quiz or ActivityKind.Survey)
        {
            yield return $"'{activity.Key}' asks nothing.";
        }

        foreach (var question in activity.Questions)
        {
            if (activity.Kind == ActivityKind.Quiz && (question.Answer is null || question.Explanation is null))
            {
                yield return $"The question '{question.Question.Key}' of the quiz '{activity.Key}' needs a right answer and an explanation.";
            }

            if (question.Answer is { } answer && question.Question.Options.All(option => option.Key != answer))
            {
                yield return $"'{answer}' is none of the options of '{question.Question.Key}'.";
            }
        }
    }

    private static IEnumerable<DefinitionFault> FaultsOf(CravingTool tool, ProgrammeDefinition programme) =>
        tool.Sources.Where(source => !programme.Sources.ContainsKey(source)).Select(UnknownSource)
            .Concat(tool.Triggers.Where(trigger => programme.Vocabulary.Find(JourneyFacts.WorstTrigger)?.Words.Contains(trigger) is not true)
                .Select(trigger => $"'{trigger}' is none of the triggers that people are asked about."))
            .Select(problem => new DefinitionFault(tool.Line, problem));

    private static string UnknownSource(string source) => $"The source '{source}' is not among the programme's sources.";

    private static bool CanCome(Timing timing, ProgrammeGoal? goal) => goal is not null && timing.Anchor switch
    {
        AnchorKind.Phase => goal.Phases.Any(phase => phase.Key == timing.Phase && timing.Days.From < phase.Days.Length && timing.Days.To >= 0),
        AnchorKind.Event => timing.Days.To >= 0,
        AnchorKind.Lapse or AnchorKind.Relapse => goal.Kind == GoalKind.Quit && timing.Days.To >= 0,
        AnchorKind.QuitDate => goal.Kind == GoalKind.Quit && goal.Phases.Any(phase =>
            phase.Anchor == AnchorKind.Enrolment || (phase.Anchor == AnchorKind.QuitDate && Overlap(phase.Days, timing.Days))),
        _ => timing.Days.To >= 0 && goal.Phases.Any(phase => phase.Anchor == AnchorKind.QuitDate || (phase.Anchor == AnchorKind.Enrolment && Overlap(phase.Days, timing.Days))),
    };

    private static bool Overlap(DaySpan one, DaySpan other) => one.From <= other.To && other.From <= one.To;

    /// <summary>Leads people through who say nothing of themselves.</summary>
    private static IEnumerable<DefinitionFault> EmptyDays(ProgrammeDefinition programme)
    {
        foreach (var goal in programme.Goals)
        {
            foreach (var quitAfter in goal.Kind == GoalKind.Quit ? QuitDates.Where(day => day < goal.LatestQuitDay).Append(goal.LatestQuitDay) : [0])
            {
                if (FirstEmptyDay(programme, goal.Kind, quitAfter, doesAll: false) is { } idle)
                {
                    yield return new DefinitionFault(0, Describe(goal, quitAfter, idle, "does nothing"));
                }
                else if (FirstEmptyDay(programme, goal.Kind, quitAfter, doesAll: true) is { } busy)
                {
                    yield return new DefinitionFault(0, Describe(goal, quitAfter, busy, "does all that is offered"));
                }
                else if (goal.Kind == GoalKind.Quit && FirstEmptyDay(programme, goal.Kind, quitAfter, doesAll: true, putsOff: goal.LatestQuitDay / 2) is { } moved)
                {
                    yield return new DefinitionFault(0, Describe(goal, quitAfter, moved, "puts their date off on its eve"));
                }
            }
        }
    }

    private static string Describe(ProgrammeGoal goal, int quitAfter, int day, string behaviour) =>
        $"Day {day} is empty for somebody with the goal '{goal.Title}' who says nothing of themselves and {behaviour}{(goal.Kind == GoalKind.Quit ? $", {quitAfter} days before their quit date" : string.Empty)}.";

    private static int? FirstEmptyDay(ProgrammeDefinition programme, GoalKind goal, int quitAfter, bool doesAll, int putsOff = 0)
    {
        // A Monday like any other: no rule knows the calendar.
        var first = new DateOnly(2026, 1, 5);
        var journey = new Journey { Id = Guid.Empty, Goal = goal, EnrolledOn = first, LastActiveOn = first };
        journey = goal == GoalKind.Quit ? journey.QuittingOn(first.AddDays(quitAfter)) : journey;
        for (var day = 0; day < FirstDays; day++)
        {
            journey = putsOff > 0 && day == quitAfter - 1 ? journey.QuittingOn(first.AddDays(day + putsOff)) : journey;
            var plan = Planner.Plan(programme, journey, first.AddDays(day));
            if (plan.Activities.Count == 0)
            {
                return day;
            }

            foreach (var planned in plan.Activities)
            {
                journey = journey.Offered(new Offer(planned.Activity.Key, planned.Occurrence, plan.Day));
                journey = doesAll ? journey.Completed(planned.Occurrence, plan.Day).ActiveOn(plan.Day) : journey;
            }
        }

        return null;
    }
}
