using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Benefits;

/// <summary>What somebody has gained so far. Nothing in it is ever below zero: a lapse takes away what it cost, and no more.</summary>
/// <param name="SmokeFreeSince">Midnight of the quit date on the person's clock, in UTC; may lie ahead. Null without an attempt or for another goal.</param>
/// <param name="Totals">Of the present attempt; of the whole diary for those who cut down.</param>
/// <param name="Milestones">As the programme orders them; empty for goals without a quit date.</param>
/// <param name="ClosedAttempts">Attempts that a relapse, another goal or another date ended, in order, each with what it reached.</param>
public sealed record PersonalBenefits(
    DateTimeOffset? SmokeFreeSince, BenefitTotals Totals, IReadOnlyList<MilestoneProgress> Milestones, IReadOnlyList<ClosedAttempt> ClosedAttempts)
{
    /// <summary>Euro cents of all attempts, and of all days of the diary besides them: what was saved once stays saved, whatever the goal is now.</summary>
    public required long CentsSavedInAll { get; init; }

    /// <summary>
    /// What the person has at an instant, past or ahead, by their own days: a day counts once it is over. Whatever happened after the instant,
    /// a lapse or the relapse that ended an attempt, is left out.
    /// </summary>
    public static PersonalBenefits Of(ProgrammeDefinition programme, Journey journey, PriceList prices, LocalClock clock, DateTimeOffset now)
    {
        var today = clock.DateAt(now);
        var baseline = Baseline.Of(programme, journey, prices);
        var closed = journey.Attempts.Where(attempt => attempt.EndedOn <= today)
            .Select(attempt => new ClosedAttempt(
                attempt.QuitDate, attempt.EndedOn!.Value, BenefitTotals.OfAttempt(attempt, journey.Diary, baseline, attempt.EndedOn.Value)))
            .ToList();
        var ofDiary = BenefitTotals.OfDiary(journey, baseline, today);
        var before = (ofDiary.CentsSaved ?? 0) + closed.Sum(attempt => attempt.Totals.CentsSaved ?? 0);

        // An attempt that another goal ended later was still under way.
        var present = journey.Attempts.FirstOrDefault(attempt => attempt.EndedOn > today || (attempt.EndedOn is null && journey.Goal == GoalKind.Quit));
        if (journey.Goal != GoalKind.Quit && present is null)
        {
            return new PersonalBenefits(SmokeFreeSince: null, journey.Goal == GoalKind.Reduce ? ofDiary : BenefitTotals.None, [], closed)
            {
                CentsSavedInAll = before,
            };
        }

        var since = present is null ? (DateTimeOffset?)null : clock.ToInstant(present.QuitDate, TimeOnly.MinValue);
        var totals = BenefitTotals.OfAttempt(present ?? new Attempt(today, EndedOn: null, []), journey.Diary, baseline, today);
        var milestones = programme.Milestones.Select(milestone => MilestoneProgress.Of(milestone, programme, since, now)).ToList();
        return new PersonalBenefits(since, totals, milestones, closed) { CentsSavedInAll = before + (totals.CentsSaved ?? 0) };
    }
}

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

/// <summary>A milestone, and when this person reaches it.</summary>
/// <param name="Key">Of the milestone.</param>
/// <param name="Text">What gets better.</param>
/// <param name="ReachedAt">
/// Counted from <see cref="PersonalBenefits.SmokeFreeSince"/> in hours that pass, whatever the clocks do in between; null without an attempt.
/// </param>
/// <param name="IsReached">Whether that instant has come.</param>
/// <param name="Source">Title of the source.</param>
/// <param name="Status">Whether health staff have approved it.</param>
public sealed record MilestoneProgress(string Key, string Text, DateTimeOffset? ReachedAt, bool IsReached, string Source, ValidationStatus Status)
{
    internal static MilestoneProgress Of(HealthMilestone milestone, ProgrammeDefinition programme, DateTimeOffset? since, DateTimeOffset now)
    {
        var reachedAt = since + milestone.After;
        return new MilestoneProgress(milestone.Key, milestone.Text, reachedAt, reachedAt <= now, programme.Sources[milestone.Source].Title, milestone.Status);
    }
}

/// <summary>An attempt that has ended; what it reached stays.</summary>
/// <param name="QuitDate">Its day 0.</param>
/// <param name="EndedOn">The day that ended it, which adds nothing any more.</param>
/// <param name="Totals">What it reached.</param>
public sealed record ClosedAttempt(DateOnly QuitDate, DateOnly EndedOn, BenefitTotals Totals);
