using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Domain.Enrolments;

/// <summary>
/// Somebody takes part in a programme: at most once in each at a time. Where they are and what they told is <see cref="EnrolmentState"/>,
/// which is health data and sealed; here is only what the service needs to find whose day is to be planned.
/// </summary>
public sealed class Enrolment : AggregateRoot
{
    /// <summary>Longest <see cref="Programme"/>.</summary>
    public const int LongestProgramme = 32;

    private Enrolment(EnrolmentId id, DeviceId deviceId, string programme, int version, SealedText state, DateTimeOffset enrolledAt)
    {
        Id = id;
        DeviceId = deviceId;
        Programme = programme;
        Version = version;
        State = state;
        EnrolledAt = enrolledAt;
    }

    public EnrolmentId Id { get; private set; }

    public DeviceId DeviceId { get; private set; }

    /// <summary>The programme's slug.</summary>
    public string Programme { get; private set; }

    /// <summary>Of the programme: the one they began with, or were moved to.</summary>
    public int Version { get; private set; }

    /// <summary>The version of the programme that they follow.</summary>
    /// <remarks>The two columns behind it are indexed, each with others, so they are mapped as they are.</remarks>
    public ProgrammeVersionRef Follows => new(Programme, Version);

    /// <summary>The <see cref="EnrolmentState"/>.</summary>
    public SealedText State { get; private set; }

    /// <summary>When they enrolled, which is also when they consented to what they tell being kept.</summary>
    public DateTimeOffset EnrolledAt { get; private set; }

    /// <summary>When their next day is to be planned; null while they pause, and once the programme is over.</summary>
    public DateTimeOffset? PlanDueAt { get; private set; }

    public static Enrolment Begin(
        EnrolmentId id, DeviceId deviceId, ProgrammeVersionRef follows, SealedText state, DateTimeOffset? planDueAt, DateTimeOffset now) =>
        new(id, deviceId, follows.Slug, follows.Version, state, now) { PlanDueAt = planDueAt };

    /// <summary>Records another state, and when their next day is to be planned.</summary>
    /// <param name="state">Sealed for this enrolment.</param>
    /// <param name="planDueAt">Null for never, until they do something.</param>
    public void Record(SealedText state, DateTimeOffset? planDueAt)
    {
        State = state;
        PlanDueAt = planDueAt;
    }

    /// <summary>Whether its programme is not over on one of the person's days. Who pauses goes on later.</summary>
    /// <param name="state">Its own, opened.</param>
    /// <param name="programme">Null where its version is not known any more.</param>
    /// <param name="today">The person's.</param>
    public bool IsFollowed(EnrolmentState state, ProgrammeDefinition? programme, DateOnly today) => state.Journey.PausedOn is not null
        || (PlanDueAt is not null && programme is not null && Planner.PhaseOn(programme, state.Journey, today) is not { IsQuiet: true });

    /// <summary>Goes on with another version of the programme.</summary>
    public void MoveTo(int version) => Version = version;

    /// <summary>Plans no more of their days: there is nobody to plan them for.</summary>
    public void StopPlanning() => PlanDueAt = null;

    /// <summary>Has their day planned at another time.</summary>
    public void PlanAgainAt(DateTimeOffset instant)
    {
        if (PlanDueAt is not null)
        {
            PlanDueAt = instant;
        }
    }
}
