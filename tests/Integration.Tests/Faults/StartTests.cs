using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Faults;

public sealed class StartTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Start_TwoProcessesOnAnEmptyDatabase_MigrateItOnceAndBothServe(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, migrated: false);
        using var one = new ApiProcess(LoopbackPort.Free(), database.Settings);
        using var two = new ApiProcess(LoopbackPort.Free(), database.Settings);
        using var client = new HttpClient();

        one.Start();
        two.Start();
        await Task.WhenAll(one.WaitUntilReadyAsync(client), two.WaitUntilReadyAsync(client));

        var device = new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" };
        var tokens = await client.PostAsJsonAsync(new Uri(one.Address, "/api/v1/devices"), device).ReadAsync(HttpStatusCode.Created);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)tokens["accessToken"]!);
        await client.GetAsync(new Uri(two.Address, "/api/v1/devices/me")).ReadAsync(HttpStatusCode.OK);
        await using var context = database.Open();
        (await context.Database.GetAppliedMigrationsAsync()).ShouldBe(context.Database.GetMigrations());
    }
}
