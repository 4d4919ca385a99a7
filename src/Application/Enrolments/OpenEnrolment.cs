using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Enrolments;

/// <summary>An enrolment with all that deciding on it takes, at one instant.</summary>
/// <param name="Enrolment">The row.</param>
/// <param name="Device">The person's: their clock, quiet hours and ceiling.</param>
/// <param name="Programme">In the version that they began with, or were moved to.</param>
/// <param name="State">In clear.</param>
/// <param name="PushesAhead">How many pushes already wait for their phone that count towards their ceiling.</param>
/// <param name="Now">The instant.</param>
internal sealed record OpenEnrolment(
    Enrolment Enrolment, Device Device, ProgrammeDefinition Programme, EnrolmentState State, int PushesAhead, DateTimeOffset Now)
{
    public LocalClock Clock { get; } = LocalClock.In(Device.TimeZone);

    /// <summary>The person's day.</summary>
    public DateOnly Today => Clock.DateAt(Now);

    public Journey Journey => State.Journey;

    /// <summary>Whether another version of the programme was taken in place of theirs.</summary>
    public bool GoesOnWithNext { get; private init; }

    /// <summary>How much more they want to be disturbed today.</summary>
    public Reach Reach
    {
        get
        {
            var called = PushesAhead + (Device.PushedOn == Today ? Device.PushedCount : 0);
            return new Reach(Clock, Device.QuietHours, Math.Max(0, Device.MaxMessagesPerDay - called)) { IsCalled = called > 0 };
        }
    }

    /// <summary>By another version of the programme, where every key that their way holds on to means the same there; else by their own.</summary>
    public OpenEnrolment GoingOnWith(ProgrammeDefinition next) =>
        Continuation.IsPossible(Journey, Programme, next, Today) ? this with { Programme = next, GoesOnWithNext = true } : this;

    public OpenEnrolment With(EnrolmentState state) => this with { State = state };

    /// <summary>Never the content.</summary>
    public override string ToString() => Enrolment.Id.ToString();
}
