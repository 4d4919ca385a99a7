using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments;
using MobileBackend.Application.Enrolments.Planning;
using MobileBackend.Application.Outbox;
using MobileBackend.Infrastructure.CallbackRequests;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Devices;
using MobileBackend.Infrastructure.Enrolments;
using MobileBackend.Infrastructure.Extranet;
using MobileBackend.Infrastructure.Firebase;
using MobileBackend.Infrastructure.Health;
using MobileBackend.Infrastructure.Idempotency;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Pushes;
using MobileBackend.Infrastructure.Security;

namespace MobileBackend.Infrastructure;

public static class DependencyInjection
{
    /// <summary>Registers the databases, the key rings, the outbox and every adapter: the one public entry of this assembly.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var database = DatabaseOptions.Read(configuration);
        services.AddSingleton(database);
        services.Configure<CallbackSettings>(configuration.GetSection("Callbacks"));
        services.AddContent(configuration);
        services.AddPersistence(database);
        services.AddSecurity(configuration, environment, database.DataFolder);
        services.AddOutbox(configuration);
        services.AddPushes(configuration);
        services.AddCoaching(configuration);
        services.AddJobs(configuration);
        services.AddHealth();
        return services;
    }

    private static void AddPersistence(this IServiceCollection services, DatabaseOptions database)
    {
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            services.AddDbContextPool<PostgresAppDbContext>(options => options.UsePostgres(database.ConnectionString).AddInterceptors(new RevisionInterceptor()));
            services.AddScoped<AppDbContext>(provider => provider.GetRequiredService<PostgresAppDbContext>());
        }
        else
        {
            services.AddDbContextPool<SqliteAppDbContext>(options => options.UseSqlite(database.ConnectionString).AddInterceptors(new RevisionInterceptor()));
            services.AddScoped<AppDbContext>(provider => provider.GetRequiredService<SqliteAppDbContext>());
        }

        services.AddScoped<IAppDbContext>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddSingleton(new WriterQueue(oneAtATime: database.Provider == DatabaseProvider.Sqlite));
        services.AddScoped<DomainEvents>();
        services.Scan(scan => scan.FromAssemblyOf<ICommitSignal>()
            .AddClasses(classes => classes.AssignableTo<ICommitSignal>(), publicOnly: false).AsSelfWithInterfaces().WithSingletonLifetime());
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IDatabaseMigrator, DatabaseMigrator>();
        services.AddSingleton<CredentialQueries>();
        services.AddScoped<ICredentials, Credentials>();
        services.AddSingleton<InFlightKeys>();
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();
        services.AddScoped<IPersonalDataSource, IdempotencyPersonalData>();
        services.AddScoped<IUsageCounters, UsageCounters>();
        services.AddScoped<ICallbackIntake, CallbackIntake>();
        services.AddScoped<ISlotReservations, SlotReservations>();
        services.AddScoped<IDeviceLocks, DeviceLocks>();
        services.AddScoped<IDueEnrolments, DueEnrolments>();
    }

    private static void AddSecurity(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, string dataFolder)
    {
        services.AddSingleton(KeyRingLoader.Load(configuration, environment.IsDevelopment(), dataFolder));
        services.AddSingleton<IPersonalDataSealer, PersonalDataSealer>();
        services.AddSingleton<IBlindIndex, BlindIndex>();
        services.AddSingleton<IDeviceTokens, DeviceTokens>();
        services.AddScoped<IReencryption, Reencryption>();
    }

    private static void AddPushes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PushOptions>().Bind(configuration.GetSection("Push"))
            .Validate(push => push.IsUsable, "Push:Concurrency, :PollInterval, :FirstRetry and :StopFor must be positive.")
            .ValidateOnStart();
        services.AddOptions<FirebaseOptions>().Bind(configuration.GetSection("Firebase"))
            .Validate(firebase => firebase.IsUsable, "Firebase:BaseUrl must be an http or https address, :MessagesPerMinute and :Timeout positive.")
            .Validate<IOptions<PushOptions>>(
                (firebase, push) => firebase.Timeout <= push.Value.Lease / 2, "Firebase:Timeout must be at most half of Push:Lease.")
            .ValidateOnStart();
        services.AddSingleton<PushMetrics>();
        services.AddSingleton<PushChannel>();
        services.AddSingleton(provider => new PushPace(
            provider.GetRequiredService<IOptions<FirebaseOptions>>().Value.MessagesPerMinute, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<PushStore>();
        services.AddScoped<PushClaims>();
        services.AddScoped<PushSettlement>();
        services.AddSingleton<FirebaseAccount>();
        services.AddSingleton<IPushGateway, FirebasePushGateway>();

        // One handler for good: it renews its connections itself, and opens another where one has no stream left (100 at FCM).
        services.AddHttpClient(FirebasePushGateway.ClientName).SetHandlerLifetime(Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }).RemoveAllLoggers();
        services.AddHostedService<PushSender>();
    }

    private static void AddCoaching(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CoachingSettings>().Bind(configuration.GetSection("Coaching"))
            .Validate(coaching => coaching.IsUsable, "Coaching:PollInterval must be positive, :PlannedAtOnce lie between 1 and 1000, and :ChatUrl be an https address.")
            .ValidateOnStart();
        services.AddHostedService<DayPlanningWorker>();
    }

    private static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionSettings>().Bind(configuration.GetSection("Retention"))
            .Validate(retention => retention.IsUsable, "Retention: no time span is negative, and :InactiveDeviceWarning lies between nothing and :InactiveDevice.")
            .ValidateOnStart();
        services.AddOptions<JobOptions>().Bind(configuration.GetSection("Jobs"))
            .Validate(jobs => jobs.IsUsable, "Jobs:PollInterval, :Lease and :Retry must be positive.")
            .ValidateOnStart();
        services.AddScoped<JobRuns>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<RetentionMetrics>();
        services.AddScoped<Retention>();
        services.AddScoped<IRetention, RetentionNow>();
        services.AddHostedService<JobWorker<Retention>>();
    }

    private static void AddOutbox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection("Outbox"))
            .Validate(outbox => outbox.IsUsable, "Outbox:Concurrency, :PollInterval and :FirstRetry must be positive.")
            .ValidateOnStart();
        services.AddOptions<ExtranetOptions>().Bind(configuration.GetSection("Extranet"))
            .Validate(extranet => extranet.IsUsable, "Extranet:BaseUrl and :TokenEndpoint must be http or https addresses, and :AccessToken one line.")
            .Validate(
                extranet => extranet.RabbitMq.IsUsable,
                "Extranet:RabbitMq:Uri must be amqp:// or amqps:// with user, password, host and virtual host alone, and :Exchange and :MessageType one short line.")
            .Validate<IOptions<OutboxOptions>>(
                (extranet, outbox) => extranet.Timeout > TimeSpan.Zero && extranet.Timeout <= outbox.Value.Lease / 2,
                "Extranet:Timeout must be at most half of Outbox:Lease.")
            .ValidateOnStart();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<ExtranetChannel>();
        services.AddScoped<OutboxStore>();
        services.AddScoped<OutboxSettlement>();
        services.AddScoped<IOutboxAdministration, OutboxAdministration>();
        services.AddScoped<IExtranetQueue, ExtranetOutbox>();
        services.AddSingleton<ExtranetTokens>();
        if (ExtranetOptions.ReadTransport(configuration) == ExtranetTransport.RabbitMq)
        {
            services.AddSingleton<RabbitMqLink>();
            services.AddSingleton<IOutboxTransport, RabbitMqExtranetTransport>();
        }
        else
        {
            services.AddSingleton<IOutboxTransport, HttpExtranetTransport>();
        }

        // Redirects are faults of the channel: a message is never sent on to an address that nobody configured.
        foreach (var client in (string[])[HttpExtranetTransport.ClientName, ExtranetTokens.ClientName])
        {
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }).RemoveAllLoggers();
        }

        services.AddHostedService<OutboxDispatcher>();
        services.AddHostedService<BacklogGauges>();
    }
}
