using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Messages;
using MobileBackend.Application.Promises;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>The person's days, past and ahead.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="From">First day, the person's; a week ago where it is absent.</param>
/// <param name="Days">1 to 60; 21 where it is absent.</param>
public sealed record GetTimelineQuery(EnrolmentId Id, DateOnly? From, int? Days) : IQuery<Result<TimelineResponse>>
{
    public const int MostDays = 60;
    public const int UsualDays = 21;
}

/// <summary>A person's days, and what people have promised them.</summary>
/// <param name="Today">The person's day: what comes after it may still change.</param>
/// <param name="Days">In order.</param>
/// <param name="Promises">What people have promised them.</param>
public sealed record TimelineResponse(DateOnly Today, IReadOnlyList<TimelineDayResponse> Days, IReadOnlyList<PromiseResponse> Promises)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(TimelineResponse);
}

/// <summary>A day.</summary>
/// <param name="Date">The person's.</param>
/// <param name="DayNumber">
/// From the quit date, negative before it; from the choice of the goal where there is none. Of a past day, from the quit date that it had, as far as that is
/// known.
/// </param>
/// <param name="Phase">Where they were or will be; absent outside the programme, and before their present goal was chosen.</param>
/// <param name="Events">What befell them: <c>enrolled</c>, <c>quit-date</c>, <c>lapse</c>, <c>relapse</c>.</param>
/// <param name="Activities">What was or will be offered.</param>
public sealed record TimelineDayResponse(
    DateOnly Date, int DayNumber, PhaseNameResponse? Phase, IReadOnlyList<TimelineEvent> Events, IReadOnlyList<TimelineActivityResponse> Activities);

/// <summary>Something that befell a person.</summary>
public enum TimelineEvent
{
    Enrolled,
    QuitDate,
    Lapse,
    Relapse,
}

/// <summary>Where an activity of a timeline stands.</summary>
public enum TimelineState
{
    /// <summary>As things are now, it will be offered.</summary>
    Planned,

    /// <summary>It can be done.</summary>
    Open,

    Done,

    /// <summary>It was not done, and no longer can be. That is all right.</summary>
    Closed,
}

/// <summary>An activity of a timeline.</summary>
/// <param name="Key">Stable word.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">One line.</param>
/// <param name="State">Where it stands.</param>
public sealed record TimelineActivityResponse(string Key, ActivityKind Kind, string Title, TimelineState State);

internal sealed class GetTimelineValidator : AbstractValidator<GetTimelineQuery>
{
    public GetTimelineValidator()
    {
        RuleFor(query => query.Days).InclusiveBetween(1, GetTimelineQuery.MostDays);
        RuleFor(query => query.From).InclusiveBetween(new DateOnly(2000, 1, 1), new DateOnly(2199, 12, 31));
    }
}

internal sealed class GetTimelineHandler(OwnEnrolments own, OpenPromises promises) : IQueryHandler<GetTimelineQuery, Result<TimelineResponse>>
{
    private const int DaysBack = 7;

    /// <summary>What lies further ahead depends too much on what the person does until then.</summary>
    private const int DaysAhead = 30;

    public async Task<Result<TimelineResponse>> Handle(GetTimelineQuery query, CancellationToken cancellationToken)
    {
        if (await own.FindAsync(query.Id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        var first = query.From ?? open.Today.AddDays(-DaysBack);
        var last = first.AddDays((query.Days ?? GetTimelineQuery.UsualDays) - 1);
        var offered = open.State.Offered(open.Programme).ToLookup(known => known.OfferedOn);
        var ahead = Ahead(open, last);
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(number => first.AddDays(number));
        return new TimelineResponse(
            open.Today,
            [.. days.Select(day => Describe(open, day, [.. Past(day), .. ahead.GetValueOrDefault(day, [])]))],
            await promises.ToAsync(open.Device.Id, open.Now, cancellationToken));

        IEnumerable<TimelineActivityResponse> Past(DateOnly day) =>
            offered[day].Reverse().Select(known => Describe(open, known.Planned, StateOf(open, known.Planned), day));
    }

    /// <summary>What would be offered if the person came each day from now on, and told of nothing: the same planner, led on by a day at a time.</summary>
    private static Dictionary<DateOnly, List<TimelineActivityResponse>> Ahead(OpenEnrolment open, DateOnly last)
    {
        var (journey, days) = (open.Journey, new Dictionary<DateOnly, List<TimelineActivityResponse>>());
        for (var day = open.Today; day <= last && day <= open.Today.AddDays(DaysAhead); day = day.AddDays(1))
        {
            journey = day == open.Today ? journey : journey.ActiveOn(day);
            var plan = Planner.Plan(open.Programme, journey, day).Activities.Where(planned => planned.IsNew).ToList();
            days[day] = plan.ConvertAll(planned => Describe(open, planned, day == open.Today ? TimelineState.Open : TimelineState.Planned, day));
            journey = plan.Aggregate(journey, (told, planned) => told.Offered(new Offer(planned.Activity.Key, planned.Occurrence, day)));
        }

        return days;
    }

    private static TimelineDayResponse Describe(OpenEnrolment open, DateOnly day, IReadOnlyList<TimelineActivityResponse> activities)
    {
        // What lies back counts as it did then, whatever was told or chosen since; the phases of a goal that was left are not known any more.
        var journey = day < open.Today ? open.Journey.AsOf(day) : open.Journey;
        var isOfGoal = day >= journey.EnrolledOn && (day >= journey.GoalSince || day >= open.Today);
        return new TimelineDayResponse(
            day,
            journey.DayNumber(day),
            PhaseNameResponse.From(isOfGoal ? Planner.PhaseOn(open.Programme, journey, day) : null),
            [.. EventsOn(open.Journey, day)],
            activities);
    }

    private static TimelineActivityResponse Describe(OpenEnrolment open, PlannedActivity planned, TimelineState state, DateOnly day)
    {
        var journey = day < open.Today ? open.Journey.AsOf(day) : open.Journey;
        return new TimelineActivityResponse(planned.Activity.Key, planned.Activity.Kind, CoachingTexts.Fill(planned.Activity.Title, journey, day), state);
    }

    private static TimelineState StateOf(OpenEnrolment open, PlannedActivity planned) => open.Journey.Done.ContainsKey(planned.Occurrence) ? TimelineState.Done
        : planned.OpenUntil >= open.Today ? TimelineState.Open
        : TimelineState.Closed;

    private static IEnumerable<TimelineEvent> EventsOn(Journey journey, DateOnly day)
    {
        if (day == journey.EnrolledOn)
        {
            yield return TimelineEvent.Enrolled;
        }

        foreach (var attempt in journey.Attempts)
        {
            if (day == attempt.QuitDate)
            {
                yield return TimelineEvent.QuitDate;
            }

            foreach (var _ in attempt.Lapses.Where(lapse => lapse.Day == day))
            {
                yield return TimelineEvent.Lapse;
            }

            if (day == attempt.EndedOn && attempt.EndToldOn is not null)
            {
                yield return TimelineEvent.Relapse;
            }
        }
    }
}
