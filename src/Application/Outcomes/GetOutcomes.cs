using System.Runtime.CompilerServices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Outcomes;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Outcomes;

/// <summary>What became of the people who set a quit date in a programme.</summary>
/// <param name="Programme">Its slug.</param>
/// <param name="From">Of the first quit dates, the first day of a month; from the first one where it is absent.</param>
/// <param name="To">The last of these, the last day of a month; to the last one where it is absent.</param>
public sealed record GetOutcomesQuery(string? Programme, DateOnly? From, DateOnly? To) : IQuery<Result<OutcomesResponse>>;

/// <summary>
/// What became of the people who set a quit date in a programme. Who withdrew or was erased is in no figure: nothing is known of them any more.
/// </summary>
/// <param name="Programme">Its slug.</param>
/// <param name="From">Of the first quit dates; absent for all.</param>
/// <param name="To">The last of these; absent for all.</param>
/// <param name="Cohort">How many people these are, to the nearest five; absent for too few.</param>
/// <param name="Waves">In order of time.</param>
public sealed record OutcomesResponse(string Programme, DateOnly? From, DateOnly? To, int? Cohort, IReadOnlyList<OutcomeWaveResponse> Waves);

/// <summary>
/// One survey. Who did not answer counts as smoking, or as using. Counts are told to the nearest five, and none of fewer than 11 people, or of all but
/// fewer: neither a count nor the difference of two tells of one person.
/// </summary>
/// <param name="Survey">Key of the activity.</param>
/// <param name="From"><c>quit-date</c>, or <c>enrolment</c> for one at the end of a programme's weeks.</param>
/// <param name="Day">From there, the first on which it is asked.</param>
/// <param name="Due">People whose time to answer is over: the denominator of each share; absent for too few people, as all that follows.</param>
/// <param name="Answered">Of these, those who answered.</param>
/// <param name="PointPrevalence7Days">Abstinent, without a puff, for 7 days.</param>
/// <param name="PointPrevalence30Days">For 30 days.</param>
/// <param name="ContinuousAbstinence">
/// Since the quit date: at most 5 cigarettes, no relapse, none for 7 days (Russell standard, without a test of breath); absent where the survey does not ask
/// how many.
/// </param>
/// <param name="MeanSatisfaction">0 to 10, of those who said so.</param>
public sealed record OutcomeWaveResponse(
    string Survey,
    AnchorKind From,
    int Day,
    int? Due,
    int? Answered,
    ShareResponse? PointPrevalence7Days,
    ShareResponse? PointPrevalence30Days,
    ShareResponse? ContinuousAbstinence,
    double? MeanSatisfaction)
{
    /// <summary>As French public bodies publish health figures.</summary>
    public const int FewestPeople = 11;

    private const int Step = 5;

    /// <summary>A number of people as it can be told; nobody at all is nobody's secret.</summary>
    /// <returns>To the nearest five; null for too few.</returns>
    internal static int? Told(int people) =>
        people is 0 or >= FewestPeople ? (int)Math.Round((double)people / Step, MidpointRounding.AwayFromZero) * Step : null;

    internal static OutcomeWaveResponse Of(OutcomeTally tally) => tally.Due < FewestPeople
        ? new OutcomeWaveResponse(tally.Wave.Activity, tally.Wave.From, tally.Wave.Day, Told(tally.Due), null, null, null, null, null)
        : new OutcomeWaveResponse(
            tally.Wave.Activity,
            tally.Wave.From,
            tally.Wave.Day,
            Told(tally.Due),
            ShareResponse.Of(tally.Answered, tally.Due)?.Count,
            ShareResponse.Of(tally.Abstinent7Days, tally.Due),
            ShareResponse.Of(tally.Abstinent30Days, tally.Due),
            tally.Wave.AsksAmount ? ShareResponse.Of(tally.Continuously, tally.Due) : null,
            tally.SatisfactionAnswers < FewestPeople ? null : Math.Round((double)tally.Satisfaction / tally.SatisfactionAnswers, 1));
}

/// <summary>A part of the people.</summary>
/// <param name="Count">How many, to the nearest five.</param>
/// <param name="Percent">Of all whose time to answer is over, by these counts, to one decimal.</param>
public sealed record ShareResponse(int Count, double Percent)
{
    private const int Whole = 100;

    internal static ShareResponse? Of(int count, int due) =>
        OutcomeWaveResponse.Told(count) is { } told && OutcomeWaveResponse.Told(due - count) is not null && OutcomeWaveResponse.Told(due) is { } all
            ? new ShareResponse(told, Math.Round((double)told * Whole / all, 1))
            : null;
}

internal sealed class GetOutcomesValidator : AbstractValidator<GetOutcomesQuery>
{
    public GetOutcomesValidator()
    {
        RuleFor(query => query.Programme).NotEmpty();
        RuleFor(query => query.From).InclusiveBetween(new DateOnly(2000, 1, 1), new DateOnly(2199, 12, 31));
        RuleFor(query => query.To).InclusiveBetween(new DateOnly(2000, 1, 1), new DateOnly(2199, 12, 31));
        RuleFor(query => query.To).GreaterThanOrEqualTo(query => query.From).When(query => query.From is not null);

        // Of two spans that differ by a day, the difference would tell of whoever quit on it.
        RuleFor(query => query.From).Must(from => from is null or { Day: 1 }).WithMessage(_ => OutcomeErrors.WholeMonths.Text.ToString());
        RuleFor(query => query.To).Must(to => to is null || to.Value.Day == DateTime.DaysInMonth(to.Value.Year, to.Value.Month))
            .WithMessage(_ => OutcomeErrors.WholeMonths.Text.ToString());
    }
}

internal sealed class GetOutcomesHandler(IAppDbContext database, IProgrammeCatalogue programmes, IPersonalDataSealer sealer, TimeProvider time)
    : IQueryHandler<GetOutcomesQuery, Result<OutcomesResponse>>
{
    private const int AtOnce = 200;

    public async Task<Result<OutcomesResponse>> Handle(GetOutcomesQuery query, CancellationToken cancellationToken)
    {
        if (programmes.Find(query.Programme!) is not { } programme)
        {
            return EnrolmentErrors.UnknownProgramme.At("programme");
        }

        var today = FrenchClock.DateAt(time.GetUtcNow());
        var (cohort, tallies) = (0, SurveyWave.Of(programme).Select(OutcomeTally.Of).ToList());

        await foreach (var journey in JourneysAsync(programme.Slug, cancellationToken))
        {
            if (journey.Attempts is not [{ QuitDate: var quitDate }, ..] || quitDate < query.From || quitDate > query.To)
            {
                continue;
            }

            cohort++;
            tallies = tallies.ConvertAll(tally => tally.With(journey, today));
        }

        return new OutcomesResponse(programme.Slug, query.From, query.To, OutcomeWaveResponse.Told(cohort), tallies.ConvertAll(OutcomeWaveResponse.Of));
    }

    /// <summary>States are sealed: they are opened some at a time, and nothing of them is kept but counts.</summary>
    private async IAsyncEnumerable<Journey> JourneysAsync(string slug, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (followed, some) = (database.Enrolments.AsNoTracking().Where(enrolment => enrolment.Programme == slug), new List<Enrolment>());
        EnrolmentId? last = null;
        do
        {
            var next = last is { } after ? followed.Where(enrolment => enrolment.Id > after) : followed;
            some = await next.OrderBy(enrolment => enrolment.Id).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (var enrolment in some)
            {
                yield return sealer.OpenState(enrolment).Journey;
                last = enrolment.Id;
            }
        }
        while (some.Count == AtOnce);
    }
}
