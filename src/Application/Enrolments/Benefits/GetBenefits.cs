using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.HelpLines;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Benefits;

/// <summary>What the person has gained.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="At">The instant asked about, past or ahead; now where it is absent.</param>
public sealed record GetBenefitsQuery(EnrolmentId Id, DateTimeOffset? At) : IQuery<Result<BenefitsResponse>>;

/// <summary>What a person has gained. A member is absent where the goal, or what they told, gives nothing to count it by.</summary>
/// <param name="SmokeFreeSince">Midnight of the quit date on the person's clock; moves only with a new attempt.</param>
/// <param name="DaysSmokeFree">Whole local days since the quit date, less those with a lapse or with use in the diary.</param>
/// <param name="CigarettesAvoided">Against what the person smoked before; lapses and the diary subtracted.</param>
/// <param name="MoneySaved">At the person's own price, or the price list's of each day.</param>
/// <param name="TimeWonMinutes">Time that was not spent smoking.</param>
/// <param name="HealthMilestones">In the order of the programme.</param>
/// <param name="ClosedAttempts">Earlier attempts, each with what it reached.</param>
/// <param name="SavingsGoal">What they save for, and how far they are.</param>
public sealed record BenefitsResponse(
    DateTimeOffset? SmokeFreeSince,
    int? DaysSmokeFree,
    long? CigarettesAvoided,
    MoneyResponse? MoneySaved,
    long? TimeWonMinutes,
    IReadOnlyList<MilestoneResponse> HealthMilestones,
    IReadOnlyList<ClosedAttemptResponse> ClosedAttempts,
    SavingsProgressResponse? SavingsGoal)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(BenefitsResponse);

    internal static BenefitsResponse From(PersonalBenefits benefits, SavingsGoal? goal) => new(
        benefits.SmokeFreeSince,
        benefits.Totals.DaysSmokeFree,
        benefits.Totals.CigarettesAvoided,
        MoneyResponse.Of(benefits.Totals.CentsSaved),
        benefits.Totals.MinutesWon,
        [.. benefits.Milestones.Select(milestone => new MilestoneResponse(
            milestone.Key, milestone.Text, milestone.ReachedAt, milestone.IsReached, milestone.Source, milestone.Status))],
        [.. benefits.ClosedAttempts.Select(attempt => new ClosedAttemptResponse(
            attempt.QuitDate, attempt.EndedOn, attempt.Totals.DaysSmokeFree, attempt.Totals.CigarettesAvoided, MoneyResponse.Of(attempt.Totals.CentsSaved)))],
        goal is null ? null : new SavingsProgressResponse(goal.Label, goal.Cents, goal.PercentReached(benefits.CentsSavedInAll)));
}

/// <summary>An amount of money.</summary>
/// <param name="Cents">Hundredths of the currency.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record MoneyResponse(long Cents, string Currency)
{
    internal static MoneyResponse? Of(long? cents) => cents is { } amount ? new MoneyResponse(amount, "EUR") : null;
}

/// <summary>Something that gets better, and when. Sources disagree, so each names its own.</summary>
/// <param name="Key">Stable word.</param>
/// <param name="Text">What gets better.</param>
/// <param name="ReachedAt">When; absent without an attempt.</param>
/// <param name="Reached">Whether that instant has come.</param>
/// <param name="Source">Author, work and year.</param>
/// <param name="Status">Whether health staff have validated it.</param>
public sealed record MilestoneResponse(string Key, string Text, DateTimeOffset? ReachedAt, bool Reached, string Source, ValidationStatus Status);

/// <summary>An attempt that has ended; what it reached stays.</summary>
/// <param name="QuitDate">Its first day.</param>
/// <param name="EndedOn">The day that ended it, by a relapse, another goal or another date; it adds nothing any more.</param>
/// <param name="DaysSmokeFree">Less those with a lapse or with use in the diary.</param>
/// <param name="CigarettesAvoided">Absent where there is nothing to count by.</param>
/// <param name="MoneySaved">Absent where there is nothing to count by.</param>
public sealed record ClosedAttemptResponse(DateOnly QuitDate, DateOnly EndedOn, int? DaysSmokeFree, long? CigarettesAvoided, MoneyResponse? MoneySaved);

/// <summary>How far a person is with what they save for.</summary>
/// <param name="Label">In their words.</param>
/// <param name="Cents">What it costs, in euro cents.</param>
/// <param name="PercentReached">0 to 100.</param>
public sealed record SavingsProgressResponse(string Label, int Cents, int PercentReached)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(savings goal)";
}

internal sealed class GetBenefitsHandler(OwnEnrolments own, ITobaccoPrices prices) : IQueryHandler<GetBenefitsQuery, Result<BenefitsResponse>>
{
    public async Task<Result<BenefitsResponse>> Handle(GetBenefitsQuery query, CancellationToken cancellationToken)
    {
        if (query.At is { } at && !OpeningHours.Covers(at))
        {
            return BenefitErrors.InstantOutOfRange.At("at");
        }

        return await own.FindAsync(query.Id, cancellationToken) is { } open
            ? BenefitsResponse.From(PersonalBenefits.Of(open.Programme, open.Journey, prices.Packs, open.Clock, query.At ?? open.Now), open.State.SavingsGoal)
            : CommonErrors.NotFound;
    }
}
