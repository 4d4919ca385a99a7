using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>Whether the phases of a goal follow each other, and which days lie in them.</summary>
internal static class Phases
{
    public static IEnumerable<DefinitionFault> FindFaults(ProgrammeGoal goal)
    {
        foreach (var phase in goal.Phases.GroupBy(phase => phase.Key, StringComparer.Ordinal).SelectMany(phases => phases.Skip(1)))
        {
            yield return new DefinitionFault(
                phase.Line, $"L’objectif « {goal.Title} » a une autre phase « {phase.Key} ».", $"The goal '{goal.Title}' has another phase '{phase.Key}'.");
        }

        foreach (var phases in goal.Phases.GroupBy(phase => phase.Anchor).Select(phases => phases.OrderBy(phase => phase.Days.From).ToList()))
        {
            foreach (var (before, phase) in phases.Zip(phases.Skip(1)).Where(pair => pair.Second.Days.From != pair.First.Days.To + 1))
            {
                yield return new DefinitionFault(
                    phase.Line,
                    $"La phase « {phase.Key} » de l’objectif « {goal.Title} » devrait commencer au jour {before.Days.To + 1}, "
                        + $"quand « {before.Key} » est finie.",
                    $"The phase '{phase.Key}' of the goal '{goal.Title}' should begin on day {before.Days.To + 1}, when '{before.Key}' is over.");
            }
        }
    }

    /// <summary>Whether an activity of this timing can come to a participant with this goal.</summary>
    public static bool CanCome(Timing timing, ProgrammeGoal? goal) => goal is not null && timing.Anchor switch
    {
        AnchorKind.Phase => goal.Phases.Any(phase => phase.Key == timing.Phase && timing.Days.From < phase.Days.Length && timing.Days.To >= 0),
        AnchorKind.Event => timing.Days.To >= 0,
        AnchorKind.Lapse or AnchorKind.Relapse => goal.Kind == GoalKind.Quit && timing.Days.To >= 0,
        AnchorKind.QuitDate => goal.Kind == GoalKind.Quit && goal.Phases.Any(phase =>
            phase.Anchor == AnchorKind.Enrolment || (phase.Anchor == AnchorKind.QuitDate && Overlap(phase.Days, timing.Days))),
        _ => timing.Days.To >= 0 && goal.Phases.Any(phase =>
            phase.Anchor == AnchorKind.QuitDate || (phase.Anchor == AnchorKind.Enrolment && Overlap(phase.Days, timing.Days))),
    };

    private static bool Overlap(DaySpan one, DaySpan other) => one.From <= other.To && other.From <= one.To;
}
