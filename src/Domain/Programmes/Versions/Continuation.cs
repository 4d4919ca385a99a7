using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Versions;

/// <summary>Whether somebody on the way with one version of a programme can go on with another as if they had begun with it.</summary>
public static class Continuation
{
    /// <summary>
    /// Every key that their way holds on to means the same there: the goal, the phase of today, what is open to be done, and all that they told of
    /// themselves, to which nothing would have to be added.
    /// </summary>
    /// <param name="journey">Their way so far.</param>
    /// <param name="current">The version they are on the way with.</param>
    /// <param name="next">The other.</param>
    /// <param name="today">The person's.</param>
    public static bool IsPossible(Journey journey, ProgrammeDefinition current, ProgrammeDefinition next, DateOnly today) =>
        next.Find(journey.Goal) is not null
        && Planner.PhaseOn(current, journey, today)?.Key == Planner.PhaseOn(next, journey, today)?.Key
        && journey.Profile.All(told => next.Questions.Any(question => question.Key == told.Key && question.Takes(told.Value)))
        && next.Questions.All(question => !question.IsRequired || journey.Profile.ContainsKey(question.Key))
        && journey.Offers.All(offer => !IsOpen(offer, journey, current, today) || next.FindActivity(offer.Activity) is not null);

    private static bool IsOpen(Offer offer, Journey journey, ProgrammeDefinition current, DateOnly today) =>
        !journey.Done.ContainsKey(offer.Occurrence) && current.FindActivity(offer.Activity) is { } activity && offer.Day.AddDays(activity.OpenFor) >= today;
}
