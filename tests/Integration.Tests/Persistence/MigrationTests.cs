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
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var context = database.Open())
        {
            await context.Database.ExecuteSqlRawAsync(
                "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        }

        await MigrateAsync(database).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
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
