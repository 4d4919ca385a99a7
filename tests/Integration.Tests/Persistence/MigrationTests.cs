using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

public sealed class MigrationTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Migrate_FourReplicasAtOnce_OneAppliesTheRestWait(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, migrated: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(database))));

        await using var context = database.Open();
        (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await context.Database.GetAppliedMigrationsAsync()).Count().ShouldBe(context.Database.GetMigrations().Count());
    }

    [Fact]
    public async Task Migrate_AfterAKillInAMigration_IsNotHeldUpByTheLockItLeft()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        await using (var context = database.Open())
        {
            await context.Database.ExecuteSqlRawAsync(
                "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); "
                    + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        }

        // The guard only keeps a run from standing still for ever.
        await MigrateAsync(database).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await using var migrated = database.Open();
        (await migrated.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM \"__EFMigrationsLock\"").SingleAsync()).ShouldBe(0);
        (await migrated.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Model_AgainstItsMigrations_HasNothingPending(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        await using var context = database.Open();
        var provider = database.Kind == DatabaseKind.Sqlite ? DatabaseProvider.Sqlite : DatabaseProvider.PostgreSql;
        await new DatabaseMigrator(context, new DatabaseOptions(provider, database.ConnectionString, database.Folder)).MigrateAsync(CancellationToken.None);
    }
}
