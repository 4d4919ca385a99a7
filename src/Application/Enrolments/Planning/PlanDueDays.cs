using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>
/// Plans the days of some people whose day has begun, in one transaction. Two replicas never plan the same. Where staff want a newer version to follow the one
/// that somebody is on the way with, it does from that day on.
/// </summary>
public sealed record PlanDueDaysCommand : ICommand<Result<int>>;

/// <summary>There is nothing to send and so nothing to refuse.</summary>
internal sealed class PlanDueDaysValidator : AbstractValidator<PlanDueDaysCommand>;

internal sealed partial class PlanDueDaysHandler(
    IAppDbContext database,
    IDueEnrolments due,
    EnrolmentDesk desk,
    IProgrammeCatalogue programmes,
    IOptions<CoachingSettings> settings,
    TimeProvider time,
    ILogger<PlanDueDaysHandler> logger)
    : ICommandHandler<PlanDueDaysCommand, Result<int>>
{
    /// <summary>When a day is tried again that could not be planned here: a key this replica does not have yet, a bug.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(30);

    /// <returns>How many were due; fewer than a batch means that there are no more.</returns>
    public async Task<Result<int>> Handle(PlanDueDaysCommand command, CancellationToken cancellationToken)
    {
        var ids = await due.TakeAsync(settings.Value.PlannedAtOnce, cancellationToken);
        var enrolments = await database.Enrolments.Where(enrolment => ids.Contains(enrolment.Id)).OrderBy(enrolment => enrolment.Id).ToListAsync(cancellationToken);
        var open = await desk.OpenerForAsync(enrolments, cancellationToken);
        var successors = new Dictionary<ProgrammeVersionRef, ProgrammeDefinition?>();
        foreach (var version in enrolments.Select(enrolment => enrolment.Follows).Distinct())
        {
            successors[version] = await programmes.FindSuccessorAsync(version, cancellationToken);
        }

        // Of somebody who follows both programmes, what the first calls them to counts for the second: nothing of it is saved yet.
        var called = new Dictionary<DeviceId, int>();
        foreach (var enrolment in enrolments.Where(enrolment => !TryPlan(enrolment, open, successors[enrolment.Follows], called)))
        {
            enrolment.PlanAgainAt(time.GetUtcNow() + Retry);
        }

        return ids.Count;
    }

    /// <summary>One that cannot be planned holds up nobody else.</summary>
    private bool TryPlan(Enrolment enrolment, Func<Enrolment, OpenEnrolment?> open, ProgrammeDefinition? successor, Dictionary<DeviceId, int> called)
    {
        try
        {
            if (open(enrolment) is { } opened)
            {
                var before = called.GetValueOrDefault(enrolment.DeviceId);
                var goingOn = (successor is null ? opened : opened.GoingOnWith(successor)) with { PushesAhead = opened.PushesAhead + before };
                called[enrolment.DeviceId] = before + desk.Plan(goingOn).PushesAhead - goingOn.PushesAhead;
                if (!ReferenceEquals(goingOn.Programme, opened.Programme))
                {
                    enrolment.MoveTo(goingOn.Programme.Version);
                }
            }
            else
            {
                enrolment.StopPlanning();
            }

            return true;
        }
        catch (Exception exception)
        {
            LogUnplannable(enrolment.Id.Value, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A day of enrolment {EnrolmentId} could not be planned ({Fault}); it is tried again")]
    private partial void LogUnplannable(Guid enrolmentId, string fault);
}
