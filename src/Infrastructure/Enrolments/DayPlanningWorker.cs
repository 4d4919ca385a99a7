using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments;
using MobileBackend.Application.Enrolments.Planning;

namespace MobileBackend.Infrastructure.Enrolments;

/// <summary>
/// Plans people's days once they begin, on any number of replicas. There is nothing outside the database to wait for, so that a batch is one
/// transaction and needs no lease: what a crash cuts short did not happen.
/// </summary>
/// <remarks>
/// The chain: <c>PlanDueDays</c> takes those who are due, <c>DueDayPlanner</c> plans each on its own, <c>EnrolmentRecorder</c> seals and sends what
/// <c>EnrolmentState.PlanDay</c> decides by <c>Planner</c> (what) and <c>Delivery</c> (when).
/// </remarks>
internal sealed partial class DayPlanningWorker(
    IServiceScopeFactory scopes, IOptions<CoachingSettings> settings, TimeProvider time, ILogger<DayPlanningWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.PollInterval, time);
        do
        {
            try
            {
                while (await PlanSomeAsync(stoppingToken) == settings.Value.PlannedAtOnce)
                {
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> PlanSomeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(new PlanDueDaysCommand(), cancellationToken)).Value;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "People's days could not be planned ({Fault}); it is tried again")]
    private partial void LogFault(string fault);
}
