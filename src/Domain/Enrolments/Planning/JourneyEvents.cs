using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Planning;

/// <summary>Notices what an author may have an answer for.</summary>
public static class JourneyEvents
{
    /// <summary>A rise wavers: it is not answered again within so many days.</summary>
    public const int DaysBetweenRises = 14;

    /// <summary>A rise is looked back for this far.</summary>
    private const int LongestRise = 60;

    /// <summary>The latest day, up to a day, on which something happened; null where it did not.</summary>
    /// <param name="what">What.</param>
    /// <param name="journey">Whose.</param>
    /// <param name="day">The last one that counts.</param>
    /// <param name="asked">The facts that the activity in question asks about: where bands are among them, only those assessments count.</param>
    public static DateOnly? LatestOn(JourneyEvent what, Journey journey, DateOnly day, IReadOnlyList<string> asked) => what switch
    {
        JourneyEvent.Craving => Latest(journey.Cravings.Select(craving => craving.Day), day),
        JourneyEvent.Assessed => Latest(BandsAmong(asked, journey).Select(band => band.Day), day),
        JourneyEvent.Silence3 => SilentSince(journey, day, 3),
        JourneyEvent.Silence7 => SilentSince(journey, day, 7),
        JourneyEvent.Silence14 => SilentSince(journey, day, 14),
        JourneyEvent.DiaryRising => RisingSince(journey, day),
        JourneyEvent.LowEngagement => LowSince(journey, day),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, message: null),
    };

    private static DateOnly? Latest(IEnumerable<DateOnly> days, DateOnly until) => days.Where(known => known <= until).Select(known => (DateOnly?)known).Max();

    private static IEnumerable<AssessedBand> BandsAmong(IReadOnlyList<string> asked, Journey journey)
    {
        var codes = asked.Where(fact => fact.StartsWith(JourneyFacts.BandPrefix, StringComparison.Ordinal))
            .Select(fact => fact[JourneyFacts.BandPrefix.Length..]).ToList();
        return journey.Bands.Where(known => codes.Count == 0 || codes.Contains(known.Key)).Select(known => known.Value);
    }

    /// <summary>The first day of the rise that lasts, so that it is answered once and not with every entry.</summary>
    private static DateOnly? RisingSince(Journey journey, DateOnly day)
    {
        DateOnly? since = null;
        for (var before = day; before > day.AddDays(-LongestRise) && Trends.Of(journey, before) is Trend.Rising; before = before.AddDays(-1))
        {
            since = before;
        }

        return since;
    }

    private static DateOnly? SilentSince(Journey journey, DateOnly day, int days) =>
        journey.LastActiveOn.AddDays(days) is var since && since <= day ? since : null;

    private static DateOnly? LowSince(Journey journey, DateOnly day) =>
        Planner.IsLight(journey, day) ? journey.EnrolledOn.AddDays(EngagementFloor.Day) : null;
}
