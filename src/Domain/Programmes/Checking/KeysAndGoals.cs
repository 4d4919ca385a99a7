using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>What is wrong with a definition's keys and with its goals as a whole.</summary>
internal static class KeysAndGoals
{
    public static IEnumerable<DefinitionFault> FindFaults(ProgrammeDefinition programme) =>
        KeysThatComeTwice(programme).Concat(GoalsWithout(programme));

    private static IEnumerable<DefinitionFault> KeysThatComeTwice(ProgrammeDefinition programme) =>
        programme.Activities.Select(activity => (activity.Key, activity.Line))
            .Concat(programme.Tools.Select(tool => (tool.Key, tool.Line)))
            .Concat(programme.Milestones.Select(milestone => (milestone.Key, milestone.Line)))
            .Concat(programme.Badges.Select(badge => (badge.Key, badge.Line)))
            .GroupBy(part => part.Key, StringComparer.Ordinal)
            .SelectMany(parts => parts.Skip(1))
            .Select(part => new DefinitionFault(part.Line, $"La clé « {part.Key} » est déjà prise.", $"The key '{part.Key}' is already taken."));

    private static IEnumerable<DefinitionFault> GoalsWithout(ProgrammeDefinition programme)
    {
        if (programme.Goals.Count == 0)
        {
            yield return new DefinitionFault(0, "Un programme a au moins un objectif.", "A programme has at least one goal.");
        }

        foreach (var goal in programme.Goals)
        {
            if (goal.Phases.Count == 0)
            {
                yield return new DefinitionFault(0, $"L’objectif « {goal.Title} » n’a pas de phase.", $"The goal '{goal.Title}' has no phase.");
            }

            if (goal.Kind != GoalKind.Quit && goal.Phases.Any(phase => phase.Anchor is AnchorKind.QuitDate or AnchorKind.Relapse))
            {
                yield return new DefinitionFault(
                    goal.Line,
                    $"L’objectif « {goal.Title} » n’a pas de date d’arrêt dont ses phases pourraient se compter.",
                    $"The goal '{goal.Title}' has no quit date that its phases could count from.");
            }

            if (goal.QuitWithin is { } within && (goal.Kind != GoalKind.Quit || within > goal.FarthestQuitDay))
            {
                yield return new DefinitionFault(
                    goal.Line,
                    $"L’objectif « {goal.Title} » n’a rien à dire à qui arrête au jour {within}.",
                    $"The goal '{goal.Title}' has nothing to say to whoever quits on day {within}.");
            }
        }
    }
}
