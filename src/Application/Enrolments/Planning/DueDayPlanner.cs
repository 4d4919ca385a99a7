using Microsoft.Extensions.Logging;
using MobileBackend.Application.Common;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>Plans the days that are due, each on its own: one that cannot be planned is tried again later, and holds up no other.</summary>
[SharedService]
internal sealed partial class DueDayPlanner(EnrolmentRecorder recorder, TimeProvider time, ILogger<DueDayPlanner> logger)
{
    /// <summary>When a day is tried again that could not be planned here: a key this replica does not have yet, a bug.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(30);

    public void Plan(IEnumerable<DueEnrolment> enrolments)
    {
        // Of a person who follows both programmes, what the first calls them to counts for the second: nothing of it is saved yet.
        var called = new Dictionary<DeviceId, int>();
        foreach (var due in enrolments.Where(due => !TryPlan(due, called)))
        {
            due.Enrolment.PlanAgainAt(time.GetUtcNow() + Retry);
        }
    }

    private bool TryPlan(DueEnrolment due, Dictionary<DeviceId, int> called)
    {
        try
        {
            if (due.Open() is { } open)
            {
                Plan(open, called);
            }
            else
            {
                due.Enrolment.StopPlanning();
            }

            return true;
        }
        catch (Exception exception)
        {
            LogUnplannable(due.Enrolment.Id.Value, exception.GetType().Name);
            return false;
        }
    }

    private void Plan(OpenEnrolment open, Dictionary<DeviceId, int> called)
    {
        var (enrolment, before) = (open.Enrolment, called.GetValueOrDefault(open.Enrolment.DeviceId));
        var ahead = open with { PushesAhead = open.PushesAhead + before };
        called[enrolment.DeviceId] = before + recorder.Plan(ahead).PushesAhead - ahead.PushesAhead;
        if (open.GoesOnWithNext)
        {
            enrolment.MoveTo(open.Programme.Version);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A day of enrolment {EnrolmentId} could not be planned ({Fault}); it is tried again")]
    private partial void LogUnplannable(Guid enrolmentId, string fault);
}
