using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.CallbackRequests;
using MobileBackend.Infrastructure.CallbackRequests.Admission;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Devices;
using MobileBackend.Infrastructure.Enrolments;
using MobileBackend.Infrastructure.Extranet;
using MobileBackend.Infrastructure.Firebase;
using MobileBackend.Infrastructure.HelpLines;
using MobileBackend.Infrastructure.Idempotency;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Programmes;
using MobileBackend.Infrastructure.Proofs;
using MobileBackend.Infrastructure.Pushes;
using MobileBackend.Infrastructure.Security;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure;

public static class DependencyInjection
{
    /// <summary>
    /// Registers the databases, the key rings, the queues and every adapter: the one public entry of this assembly. Each folder registers what is its own;
    /// commit signals, retention rules, backlog gauges and destinations of the outbox are found by their interfaces.
    /// </summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var database = DatabaseOptions.Read(configuration);
        return services
            .AddPersistence(database)
            .AddSecurity(configuration, environment, database.DataFolder)
            .AddCounters()
            .AddIdempotency()
            .AddContent(configuration)
            .AddHelpLines()
            .AddAssessments()
            .AddProgrammes()
            .AddDevices(configuration)
            .AddProofs(configuration)
            .AddCallbackRequests(configuration)
            .AddAdmission()
            .AddOutbox(configuration)
            .AddExtranet(configuration)
            .AddPushes(configuration)
            .AddFirebase(configuration)
            .AddEnrolments(configuration)
            .AddJobs(configuration)
            .AddTelemetry();
    }
}
