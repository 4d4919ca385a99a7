using System.Net;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Postgres;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Faults;

public sealed class DatabaseDownTests
{
    private const string HelpLines = "/api/v1/helplines";
    private const string Site = "https://www.example.fr";

    [Fact]
    public async Task HelpLines_WithoutTheDatabase_AreStillReadByAppsAndPages()
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
        await using var api = await ApiHost.StartAsync(
            folder, settings: [new("Database:Provider", nameof(DatabaseKind.PostgreSql)), new("ConnectionStrings:Default", connectionString)]);
        var device = await api.RegisterDeviceAsync();
        var key = await api.IssueKeyAsync("publishable", "callbacks:write", Site);
        (await FromPageAsync(api, key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await postgres.StopAsync(immediate: true);
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);

        (await device.GetAsync(HelpLines)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.WithHeader("X-Follow-Up-Token", "fu_whatever").GetAsync("/api/v1/nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var page = await FromPageAsync(api, key);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Site], "the origins last known still hold");
        (await device.GetAsync("/api/v1/devices/me").ReadProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("overloaded");
        (await api.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static Task<HttpResponseMessage> FromPageAsync(ApiHost api, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, HelpLines);
        request.Headers.Add("Origin", Site);
        request.Headers.Add("X-Api-Key", key);
        return api.Http.SendAsync(request);
    }
}
