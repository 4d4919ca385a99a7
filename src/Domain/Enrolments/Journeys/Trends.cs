namespace MobileBackend.Domain.Enrolments.Journeys;

/// <summary>Which way use goes.</summary>
public enum Trend
{
    Rising,
    Steady,
    Falling,
}

/// <summary>Tells what a diary shows, where it shows enough.</summary>
public static class Trends
{
    private const int Week = 7;

    /// <summary>Days with an entry that a week needs, or it tells more of the writing than of the use.</summary>
    private const int FewestDays = 3;

    /// <summary>A change by less than this part is none.</summary>
    private const double Noise = 0.1;

    /// <summary>The mean use a day of the last 7 days against that of the 7 before; null where either was written too little.</summary>
    public static Trend? Of(Journey journey, DateOnly day)
    {
        if (MeanOf(journey, day) is not { } last || MeanOf(journey, day.AddDays(-Week)) is not { } before)
        {
            return null;
        }

        return last > before * (1 + Noise) ? Trend.Rising : last < before * (1 - Noise) ? Trend.Falling : Trend.Steady;
    }

    /// <summary>Of the 7 days up to and with <paramref name="last"/>.</summary>
    private static double? MeanOf(Journey journey, DateOnly last)
    {
        var (days, sum) = (0, 0);
        for (var back = 0; back < Week; back++)
        {
            if (journey.Diary.TryGetValue(last.AddDays(-back), out var amount))
            {
                days++;
                sum += amount;
            }
        }

        return days >= FewestDays ? (double)sum / days : null;
    }
}
