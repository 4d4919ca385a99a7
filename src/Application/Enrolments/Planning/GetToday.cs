using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Promises;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Planning;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>What is there for the person today.</summary>
/// <param name="Id">The caller's own enrolment.</param>
public sealed record GetTodayQuery(EnrolmentId Id) : IQuery<Result<TodayResponse>>;

/// <summary>A person's day.</summary>
/// <param name="Date">Theirs.</param>
/// <param name="DayNumber">From the quit date, negative before it; from the enrolment where there is none.</param>
/// <param name="Phase">Where they are; absent before the first and after the last.</param>
/// <param name="IsLight">Whether the offer is smaller, since little was done with it so far.</param>
/// <param name="Activities">Today's, the most important first.</param>
/// <param name="StillOpen">Of earlier days, not done, and still worth doing; the latest first.</param>
/// <param name="Promises">What people have promised them.</param>
public sealed record TodayResponse(
    DateOnly Date,
    int DayNumber,
    PhaseNameResponse? Phase,
    bool IsLight,
    IReadOnlyList<ActivityResponse> Activities,
    IReadOnlyList<ActivityResponse> StillOpen,
    IReadOnlyList<PromiseResponse> Promises)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(TodayResponse);
}

internal sealed class GetTodayHandler(OwnEnrolments own, OpenPromises promises, IOptions<CoachingSettings> settings)
    : IQueryHandler<GetTodayQuery, Result<TodayResponse>>
{
    public async Task<Result<TodayResponse>> Handle(GetTodayQuery query, CancellationToken cancellationToken)
    {
        if (await own.FindAsync(query.Id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        // A day that nobody has planned yet is planned the same when it is: the planner knows nothing else.
        var plan = Planner.Plan(open.Programme, open.Journey, open.Today);
        return new TodayResponse(
            open.Today,
            plan.DayNumber,
            PhaseNameResponse.From(plan.Phase),
            plan.IsLight,
            [.. plan.Activities.Select(planned => ActivityResponse.From(open, planned, open.Today, settings.Value.ChatUrl))],
            [
                .. open.State.StillOpen(open.Programme, open.Today)
                    .Select(earlier => ActivityResponse.From(open, earlier.Planned, earlier.OfferedOn, settings.Value.ChatUrl)),
            ],
            await promises.ToAsync(open.Device.Id, open.Now, cancellationToken));
    }
}
