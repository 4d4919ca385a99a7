using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Planning;

/// <summary>What a person is offered on one of their days.</summary>
/// <param name="Day">The person's.</param>
/// <param name="DayNumber">From the quit date, negative before it; where there is none, from the day on which the goal was chosen.</param>
/// <param name="Phase">Where they are; null before and after the programme.</param>
/// <param name="IsLight">Whether the offer is smaller, since they do little with it.</param>
/// <param name="Activities">The most important first; what was offered that day already comes first.</param>
public sealed record DayPlan(DateOnly Day, int DayNumber, Phase? Phase, bool IsLight, IReadOnlyList<PlannedActivity> Activities);

/// <summary>An activity on a day.</summary>
/// <param name="Activity">Which.</param>
/// <param name="Occurrence">The activity and which of its times: offered once in a life.</param>
/// <param name="Because">The facts that its condition asked about.</param>
/// <param name="OpenUntil">The last day on which it can be done.</param>
/// <param name="IsNew">Not offered yet.</param>
public sealed record PlannedActivity(Activity Activity, string Occurrence, IReadOnlyList<string> Because, DateOnly OpenUntil, bool IsNew)
{
    /// <summary>Whether it answers what the person told that very day: they have the app in hand.</summary>
    public bool IsAnswer { get; init; }
}

/// <summary>An activity that was offered, and can be done until its last day.</summary>
/// <param name="Planned">Which.</param>
/// <param name="OfferedOn">The person's day.</param>
public sealed record OfferedActivity(PlannedActivity Planned, DateOnly OfferedOn)
{
    public Activity Activity => Planned.Activity;

    public string Occurrence => Planned.Occurrence;

    /// <summary>Whether it can still be done on a day.</summary>
    public bool IsOpenOn(DateOnly day) => Planned.OpenUntil >= day;
}
