using MobileBackend.Domain.Enrolments.Planning;

namespace MobileBackend.Application.Enrolments;

/// <summary>What was offered and can be done.</summary>
internal static class OpenActivities
{
    /// <summary>Of earlier days, open and not done; the latest first, each activity once.</summary>
    public static IEnumerable<(PlannedActivity Planned, DateOnly OfferedOn)> Earlier(OpenEnrolment open) =>
        Offered(open).Where(known => known.OfferedOn < open.Today && known.Planned.OpenUntil >= open.Today)
            .Where(known => !open.Journey.Done.ContainsKey(known.Planned.Occurrence))
            .DistinctBy(known => known.Planned.Activity.Key);

    /// <summary>All that was ever offered and that the programme still knows, the latest first.</summary>
    public static IEnumerable<(PlannedActivity Planned, DateOnly OfferedOn)> Offered(OpenEnrolment open) =>
        from offer in open.Journey.Offers.Reverse()
        let activity = open.Programme.FindActivity(offer.Activity)
        where activity is not null
        select (new PlannedActivity(activity, offer.Occurrence, activity.When.Facts, offer.Day.AddDays(activity.OpenFor), IsNew: false), offer.Day);
}
