using FluentValidation;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>
/// Plans the days of some people whose day has begun, in one transaction. Two replicas never plan the same. Where staff want a newer version to follow the one
/// that somebody is on the way with, it does from that day on.
/// </summary>
public sealed record PlanDueDaysCommand : ICommand<Result<int>>;

/// <summary>There is nothing to send and so nothing to refuse.</summary>
internal sealed class PlanDueDaysValidator : AbstractValidator<PlanDueDaysCommand>;

internal sealed class PlanDueDaysHandler(IDueEnrolments due, DueEnrolmentOpener opener, DueDayPlanner planner, IOptions<CoachingSettings> settings)
    : ICommandHandler<PlanDueDaysCommand, Result<int>>
{
    /// <returns>How many were due; fewer than a batch means that there are no more.</returns>
    public async Task<Result<int>> Handle(PlanDueDaysCommand command, CancellationToken cancellationToken)
    {
        var ids = await due.TakeAsync(settings.Value.PlannedAtOnce, cancellationToken);
        planner.Plan(await opener.OpenersOfAsync(ids, cancellationToken));
        return ids.Count;
    }
}
