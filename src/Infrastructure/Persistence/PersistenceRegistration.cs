using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    /// <summary>
    /// The context of the configured provider and what belongs to each transaction. Commit signals of every folder are found by their interface.
    /// </summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddSingleton(database);
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            services.AddDbContextPool<PostgresAppDbContext>(
                options => options.UsePostgres(database.ConnectionString).AddInterceptors(new RevisionInterceptor()));
            services.AddScoped<AppDbContext>(provider => provider.GetRequiredService<PostgresAppDbContext>());
        }
        else
        {
            services.AddDbContextPool<SqliteAppDbContext>(
                options => options.UseSqlite(database.ConnectionString).UseSnakeCaseNamingConvention().AddInterceptors(new RevisionInterceptor()));
            services.AddScoped<AppDbContext>(provider => provider.GetRequiredService<SqliteAppDbContext>());
        }

        services.AddScoped<IAppDbContext>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddSingleton(new WriterQueue(oneAtATime: database.Provider == DatabaseProvider.Sqlite));
        services.AddScoped<DomainEvents>();
        services.Scan(scan => scan.FromAssemblyOf<ICommitSignal>()
            .AddClasses(classes => classes.AssignableTo<ICommitSignal>(), publicOnly: false).AsSelfWithInterfaces().WithSingletonLifetime());
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IDatabaseMigrator, DatabaseMigrator>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(5));
        return services;
    }
}
