using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Benefits;

/// <summary>Tells which badges somebody has earned.</summary>
public static class Badges
{
    /// <summary>
    /// Those whose condition holds on a day and that were not given yet, in the programme's order. What was given stays, whatever holds later:
    /// it is the caller who keeps it.
    /// </summary>
    /// <param name="programme">Whose badges.</param>
    /// <param name="journey">Whose way.</param>
    /// <param name="day">The person's; what was done on it counts.</param>
    /// <param name="given">Keys of the badges that the person has.</param>
    public static IReadOnlyList<Badge> Newly(ProgrammeDefinition programme, Journey journey, DateOnly day, IReadOnlyCollection<string> given)
    {
        var facts = new JourneyFacts(journey, day, countsToday: true);
        return [.. programme.Badges.Where(badge => !given.Contains(badge.Key) && badge.When.Holds(facts))];
    }
}
