using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Benefits;

/// <summary>What was gained over some days. A member is null where the goal or the person's answers give nothing to count it by.</summary>
/// <param name="DaysSmokeFree">Whole days since the quit date, less those with a lapse or with use in the diary.</param>
/// <param name="CigarettesAvoided">Against what the person smoked before.</param>
/// <param name="CentsSaved">Euro cents, at the prices of each day.</param>
public sealed record BenefitTotals(int? DaysSmokeFree, long? CigarettesAvoided, long? CentsSaved)
{
    /// <summary>As the French press counts (rmc.bfmtv.com).</summary>
    public const int MinutesPerCigarette = 3;

    /// <summary>Nothing that could be counted.</summary>
    public static BenefitTotals None { get; } = new(null, null, null);

    /// <summary>Time that was not spent smoking.</summary>
    public long? MinutesWon => CigarettesAvoided * MinutesPerCigarette;

    /// <summary>
    /// Of an attempt, up to a day. That day is not over and adds nothing; what was smoked on it already counts, unless it is the day that ended the attempt.
    /// Of what was told of a day, in the diary and as a lapse, the greater counts: it is the same cigarettes.
    /// </summary>
    internal static BenefitTotals OfAttempt(Attempt attempt, IReadOnlyDictionary<DateOnly, int> diary, Baseline? baseline, DateOnly until)
    {
        var last = attempt.EndedOn <= until ? until.AddDays(-1) : until;
        var lapses = attempt.Lapses.GroupBy(lapse => lapse.Day).ToDictionary(day => day.Key, day => day.Sum(lapse => lapse.Amount));
        var used = lapses.Keys.Union(diary.Where(entry => entry.Value > 0).Select(entry => entry.Key)).Where(day => day >= attempt.QuitDate && day <= last)
            .ToDictionary(day => day, day => Math.Max(lapses.GetValueOrDefault(day), diary.GetValueOrDefault(day)));
        var days = Math.Max(0, until.DayNumber - attempt.QuitDate.DayNumber);
        var smokeFree = Math.Max(0, days - used.Count);
        if (baseline is null)
        {
            return new BenefitTotals(smokeFree, null, null);
        }

        var avoided = (baseline.PerDay * days) - used.Values.Sum();
        var saved = (baseline.PerDay * baseline.SumOfPrices(attempt.QuitDate, until)) - used.Sum(day => day.Value * baseline.PriceOn(day.Key));
        return new BenefitTotals(smokeFree, baseline.IsOfCigarettes ? NeverBelowZero(avoided) : null, NeverBelowZero(saved));
    }

    /// <summary>
    /// Of the days up to a day for which something was written, outside of attempts, which are counted by themselves: a day without an entry says nothing,
    /// and one with more than before takes nothing from the others. Joints are known by the week, which no single day can be held against.
    /// </summary>
    internal static BenefitTotals OfDiary(Journey journey, Baseline? baseline, DateOnly until)
    {
        if (baseline is not { IsOfCigarettes: true })
        {
            return None;
        }

        var (avoided, saved) = (0m, 0m);
        foreach (var (day, used) in journey.Diary.Where(entry => entry.Key < until && !IsInAttempt(journey, entry.Key)))
        {
            var spared = Math.Max(0, baseline.PerDay - used);
            avoided += spared;
            saved += spared * baseline.PriceOn(day);
        }

        return new BenefitTotals(null, NeverBelowZero(avoided), NeverBelowZero(saved));
    }

    private static bool IsInAttempt(Journey journey, DateOnly day) => journey.Attempts.Exists(attempt =>
        day >= attempt.QuitDate && (attempt.EndedOn is { } ended ? day < ended : journey.Goal == GoalKind.Quit));

    private static long NeverBelowZero(decimal amount) => (long)Math.Round(Math.Max(0, amount), MidpointRounding.AwayFromZero);
}
