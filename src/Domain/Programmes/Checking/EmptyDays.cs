using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>Leads invented people through a programme, and finds the days that have nothing for them.</summary>
internal static class EmptyDays
{
    /// <summary>A day on which turning to another goal is tried: that of <see cref="EngagementFloor"/>, on which most changes.</summary>
    private const int TurningDay = EngagementFloor.Day;

    /// <summary>Days between the enrolment and the quit date that are tried, besides the latest that there may be.</summary>
    private static readonly int[] QuitDates = [0, 1, 3, 9, 10, 11, 20];

    /// <summary>Leads people through who say nothing of themselves.</summary>
    public static IEnumerable<DefinitionFault> FindFaults(ProgrammeDefinition programme, bool isThorough, CancellationToken cancellationToken) =>
        programme.Goals
            .SelectMany(goal => isThorough
                ? WaysOf(goal).Concat(TurnsFrom(goal, programme))
                : [new Way(goal, goal.Kind == GoalKind.Quit ? goal.ProposedQuitDay : 0)])
            .Until(cancellationToken)
            .Select(way => (Way: way, Day: FirstEmptyDay(programme, way)))
            .Where(walked => walked.Day is not null)
            .DistinctBy(walked => (walked.Way.Goal, walked.Way.QuitAfter, walked.Way.TurnsTo))
            .Select(walked => new DefinitionFault(
                0, $"Le jour {walked.Day} est vide pour {walked.Way.DescribeInFrench()}.", $"Day {walked.Day} is empty for {walked.Way.Describe()}."));

    private static IEnumerable<Way> WaysOf(ProgrammeGoal goal)
    {
        foreach (var quitAfter in goal.Kind == GoalKind.Quit ? QuitDates.Where(day => day < goal.LatestQuitDay).Append(goal.LatestQuitDay) : [0])
        {
            yield return new Way(goal, quitAfter);
            yield return new Way(goal, quitAfter) { DoesAll = true };
            if (goal.Kind == GoalKind.Quit)
            {
                yield return new Way(goal, quitAfter) { DoesAll = true, PutsOffBy = goal.LatestQuitDay / 2 };
            }
        }
    }

    private static IEnumerable<Way> TurnsFrom(ProgrammeGoal goal, ProgrammeDefinition programme) =>
        from other in programme.Goals
        where other.Kind != goal.Kind
        from doesAll in (bool[])[false, true]
        select new Way(goal, goal.Kind == GoalKind.Quit || other.Kind == GoalKind.Quit ? TurningDay / 2 : 0) { DoesAll = doesAll, TurnsTo = other };

    private static int? FirstEmptyDay(ProgrammeDefinition programme, Way way)
    {
        // A Monday like any other: no rule knows the calendar.
        var first = new DateOnly(2026, 1, 5);
        var journey = way.Begin(programme, first);
        for (var day = 0; day < way.Length; day++)
        {
            journey = way.On(day, programme, journey, first.AddDays(day));
            var plan = Planner.Plan(programme, journey, first.AddDays(day));
            if (plan.Activities.Count == 0)
            {
                return day;
            }

            foreach (var planned in plan.Activities)
            {
                journey = journey.Offered(new Offer(planned.Activity.Key, planned.Occurrence, plan.Day));
                journey = way.DoesAll ? journey.Completed(planned.Occurrence, plan.Day).ActiveOn(plan.Day) : journey;
            }
        }

        return null;
    }

    /// <summary>Somebody who says nothing of themselves, and what they do.</summary>
    /// <param name="Goal">With which they begin.</param>
    /// <param name="QuitAfter">Days until their quit date, from whenever they choose to quit.</param>
    private sealed record Way(ProgrammeGoal Goal, int QuitAfter)
    {
        /// <summary>Draws the lots between equal activities, the same at every check.</summary>
        private static readonly Guid Invented = new("00000000-0000-7000-8000-000000000000");

        public bool DoesAll { get; init; }

        /// <summary>On the eve of the quit date; 0 for not at all.</summary>
        public int PutsOffBy { get; init; }

        /// <summary>The goal that they turn to, for as long as days must not be empty, before they come back to theirs; null where they stay.</summary>
        public ProgrammeGoal? TurnsTo { get; init; }

        public int Length => TurnsTo is null ? ProgrammeCheck.FirstDays : TurningDay + (2 * ProgrammeCheck.FirstDays);

        public Journey Begin(ProgrammeDefinition programme, DateOnly date)
        {
            var journey = new Journey { Id = Invented, Goal = Goal.Kind, EnrolledOn = date, LastActiveOn = date };
            return QuitDateFrom(Goal.Kind, date) is { } quitDate ? Put(journey, state => state.QuitOn(programme, quitDate, date)) : journey;
        }

        public Journey On(int day, ProgrammeDefinition programme, Journey journey, DateOnly date) => day switch
        {
            _ when PutsOffBy > 0 && day == QuitAfter - 1 => Put(journey, state => state.QuitOn(programme, date.AddDays(PutsOffBy), date)),
            TurningDay when TurnsTo is not null => Put(journey, state => state.AimFor(programme, TurnsTo.Kind, QuitDateFrom(TurnsTo.Kind, date), date)),
            TurningDay + ProgrammeCheck.FirstDays when TurnsTo is not null =>
                Put(journey, state => state.AimFor(programme, Goal.Kind, QuitDateFrom(Goal.Kind, date), date)),
            _ => journey,
        };

        public string Describe() =>
            $"somebody with the goal '{Goal.Title}' who says nothing of themselves and {(DoesAll ? "does all that is offered" : "does nothing")}"
            + (PutsOffBy > 0 ? ", and puts their date off on its eve" : string.Empty)
            + (Goal.Kind == GoalKind.Quit ? $", {QuitAfter} days before their quit date" : string.Empty)
            + (TurnsTo is null
                ? string.Empty
                : $", and turns to '{TurnsTo.Title}' on day {TurningDay} and back on day {TurningDay + ProgrammeCheck.FirstDays}");

        public string DescribeInFrench() =>
            $"une personne avec l’objectif « {Goal.Title} » qui ne dit rien de soi et {(DoesAll ? "fait tout ce qui lui est proposé" : "ne fait rien")}"
            + (PutsOffBy > 0 ? ", et repousse sa date la veille" : string.Empty)
            + (Goal.Kind == GoalKind.Quit ? $", {QuitAfter} jours avant sa date d’arrêt" : string.Empty)
            + (TurnsTo is null
                ? string.Empty
                : $", puis passe à « {TurnsTo.Title} » le jour {TurningDay} et revient le jour {TurningDay + ProgrammeCheck.FirstDays}");

        private DateOnly? QuitDateFrom(GoalKind goal, DateOnly date) => goal == GoalKind.Quit ? date.AddDays(QuitAfter) : null;

        /// <summary>What the rules refuse, nobody does.</summary>
        private static Journey Put(Journey journey, Func<EnrolmentState, Result<EnrolmentState>> change) =>
            change(new EnrolmentState { Journey = journey, Messaging = Messaging.Usual }) is { IsFailure: false } changed ? changed.Value.Journey : journey;
    }
}
