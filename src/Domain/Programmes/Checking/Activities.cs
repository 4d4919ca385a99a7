using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Conditions;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>What is wrong with an activity: when it comes, what it asks, and what its parts say.</summary>
internal static class Activities
{
    /// <summary>A key is read by authors, in lists and in addresses; occurrences add a date and a number to it.</summary>
    private const int LongestKey = 40;

    public static IEnumerable<DefinitionFault> FindFaults(
        Activity activity, ProgrammeDefinition programme, KnownReferences known, Satisfiability conditions)
    {
        IReadOnlyList<GoalKind> goals = activity.Goals.Count > 0 ? activity.Goals : [.. programme.Goals.Select(goal => goal.Kind)];
        foreach (var problem in ActivityTexts.FindFaults(activity, programme, goals)
            .Concat(References.FindFaults(activity, known)).Concat(QuestionFaults(activity)))
        {
            yield return new DefinitionFault(activity.Line, problem);
        }

        if (!goals.Any(goal => Phases.CanCome(activity.Timing, programme.Find(goal))))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais : ses jours ne tombent dans aucune phase d’un objectif auquel elle s’adresse.",
                $"'{activity.Key}' never comes: its days lie in no phase of a goal that it is for.");
        }
        else if (activity.Timing.Anchor == AnchorKind.QuitDate && programme.Find(GoalKind.Quit) is { } quit && !quit.ReachesFromQuitDate(activity.Timing.Days))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais pour qui arrête le plus tard possible, au jour {quit.LatestQuitDay} : "
                    + $"il faut un « latestQuitDay » à l’objectif.",
                $"'{activity.Key}' never comes for whoever quits as late as they may, on day {quit.LatestQuitDay}: the goal needs a 'latestQuitDay'.");
        }

        if (!conditions.CanHold(activity.When))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais : sa condition se contredit.",
                $"'{activity.Key}' never comes: its condition contradicts itself.");
        }
        else if (activity.When.Facts.Contains(JourneyFacts.Goal)
            && !conditions.CanHold(activity.When, narrowed: (JourneyFacts.Goal, FactType.Choice(goals.Select(JourneyFacts.NameOf).Distinct()))))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais : sa condition contredit ses objectifs.",
                $"'{activity.Key}' never comes: its condition contradicts its goals.");
        }

        if (activity.Key.Length > LongestKey)
        {
            yield return new DefinitionFault(
                activity.Line,
                $"La clé « {activity.Key} » compte plus de {LongestKey} caractères.",
                $"The key '{activity.Key}' has more than {LongestKey} characters.");
        }
    }

    private static IEnumerable<LocalizedText> QuestionFaults(Activity activity)
    {
        if (activity.Questions.Count == 0 && activity.Kind is ActivityKind.Quiz or ActivityKind.Survey)
        {
            yield return new LocalizedText($"« {activity.Key} » ne demande rien.", $"'{activity.Key}' asks nothing.");
        }

        foreach (var question in activity.Questions)
        {
            if (activity.Kind == ActivityKind.Quiz && (question.Answer is null || question.Explanation is null))
            {
                yield return new LocalizedText(
                    $"Il faut à la question « {question.Question.Key} » du quiz « {activity.Key} » une bonne réponse et une explication.",
                    $"The question '{question.Question.Key}' of the quiz '{activity.Key}' needs a right answer and an explanation.");
            }

            if (question.Answer is { } answer && question.Question.Options.All(option => option.Key != answer))
            {
                yield return new LocalizedText(
                    $"« {answer} » n’est pas l’une des options de « {question.Question.Key} ».",
                    $"'{answer}' is none of the options of '{question.Question.Key}'.");
            }
        }
    }
}
