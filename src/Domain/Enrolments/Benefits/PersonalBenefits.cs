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
