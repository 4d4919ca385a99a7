using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

public sealed class UniqueRulesTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Find_IndexWithAnError_IsThatError(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var device = Guid.CreateVersion7(ApiHost.Start);

        var violation = await ViolateAsync(() => context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO enrolments (id, device_id, programme, version, state, enrolled_at, revision)
             VALUES ({Guid.CreateVersion7(ApiHost.Start)}, {device}, 'tis', 1, '', CURRENT_TIMESTAMP, 1)
             """));

        UniqueRules.Find(violation, context.Model)!.Code.ShouldBe("already-enrolled");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Find_IndexWithoutAnError_IsALostRaceAlone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        var violation = await ViolateAsync(() => context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO idempotency_records (id, key_hash, owner, outcome, created_at)
             VALUES ({Guid.CreateVersion7(ApiHost.Start)}, 'a', 'b', '', CURRENT_TIMESTAMP)
             """));

        UniqueRules.Find(violation, context.Model).ShouldBeNull();
        UniqueRules.IsLostRace(violation).ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task UniqueErrors_OfTheModel_AreThoseOfTheConfigurations(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        context.Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()).Where(index => index.FindUniqueError() is not null)
            .Select(index => $"{index.GetDatabaseName()}: {index.FindUniqueError()!.Code}").ShouldBe(
            [
                "ix_enrolments_device_id_programme: already-enrolled",
            ],
            ignoreOrder: true);
    }

    private static async Task<DbUpdateException> ViolateAsync(Func<Task> insert)
    {
        await insert();
        return new DbUpdateException("As EF wraps it.", await Should.ThrowAsync<DbException>(insert));
    }
}
