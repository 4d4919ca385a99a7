using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Postgres;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Programmes;

public sealed class ProgrammesWithoutDatabaseTests
{
    [Fact]
    public async Task Programmes_DatabaseDownAtRefreshAndAtStart_AreOfferedAsLastKnownAndFollowOnceItIsBack()
    {
        Assert.SkipWhen(ThrowawayPostgres.OwnServerSkipReason is not null, ThrowawayPostgres.OwnServerSkipReason ?? string.Empty);
        await using var postgres = await ThrowawayPostgres.StartAsync(fsync: false);
        var connectionString = await postgres.CreateDatabaseAsync();
        await using (var context = new PostgresAppDbContext(
            new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options))
        {
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        await using var folder = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        KeyValuePair<string, string?>[] settings =
        [
            new("Database:Provider", nameof(DatabaseKind.PostgreSql)), new("ConnectionStrings:Default", connectionString),
            new("Content:RefreshInterval", "00:00:00.050"),
        ];
        await using var api = await ApiHost.StartAsync(folder, settings: settings);
        var editor = api.StaffClient("content-editor");
        await editor.PostAsJsonAsync("/api/v1/staff/programmes/tis/versions", ProgrammeVersionTests.Upload(2)).ReadAsync(HttpStatusCode.Created);
        await ProgrammeVersionTests.PublishAsync(editor, 2).ReadAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => await ProgrammeVersionTests.VersionAsync(api) == 2);

        await postgres.StopAsync(immediate: false);
        await using var late = await ApiHost.StartAsync(folder, settings: settings);
        (await ProgrammeVersionTests.VersionAsync(late)).ShouldBe(1, "the files are what is known without a database");
        (await ProgrammeVersionTests.VersionAsync(api)).ShouldBe(2, "what was last known goes on");

        await postgres.ResumeAsync();
        await Eventually.TrueAsync(async () => await ProgrammeVersionTests.VersionAsync(late) == 2);
        (await ProgrammeVersionTests.VersionAsync(api)).ShouldBe(2);
    }
}
