using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;

namespace MobileBackend.Domain.Enrolments;

/// <summary>What came of planning a person's day.</summary>
/// <param name="State">With what was offered, and the badges that were given.</param>
/// <param name="Offers">What is new, each with its message.</param>
/// <param name="NextPlanning">When their next day is to be planned; null while they pause, and once the programme is over.</param>
public sealed record PlannedDay(EnrolmentState State, IReadOnlyList<PlannedOffer> Offers, DateTimeOffset? NextPlanning)
{
    /// <summary>How many of the messages call the person to their phone.</summary>
    public int Pushes => Offers.Count(offer => offer.Message.PushUntil is not null);

    /// <summary>Never the content.</summary>
    public override string ToString() => "(day)";
}

/// <summary>Something that is offered, and the message about it.</summary>
/// <param name="Offer">As it is noted in the journey.</param>
/// <param name="Message">When and how the person is notified.</param>
public sealed record PlannedOffer(Offer Offer, PlannedMessage Message)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(offer)";
}
