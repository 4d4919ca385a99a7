using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Notifications;

public sealed class ReadMessageTests
{
    private const string Path = "/api/v1/messages";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Read_Twice_KeepsTheFirstTime(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        await device.SubmitCallbackAsync();
        var message = await MessageAsync(device);
        message["readAt"].ShouldBeNull();

        api.Time.Advance(TimeSpan.FromMinutes(5));
        var read = await device.PostAsync($"{Path}/{message["id"]}/read", null).ReadAsync(HttpStatusCode.OK);
        api.Time.Advance(TimeSpan.FromMinutes(5));
        var again = await device.PostAsync($"{Path}/{message["id"]}/read", null).ReadAsync(HttpStatusCode.OK);

        ((DateTimeOffset)read["readAt"]!).ShouldBe(ApiHost.Start.AddMinutes(5));
        ((DateTimeOffset)again["readAt"]!).ShouldBe(ApiHost.Start.AddMinutes(5));
        ((DateTimeOffset)(await MessageAsync(device))["readAt"]!).ShouldBe(ApiHost.Start.AddMinutes(5));
    }

    [Fact]
    public async Task Read_SomebodyElses_IsNotFoundAndStaysUnread()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var owner = await api.RegisterDeviceAsync();
        await owner.SubmitCallbackAsync();
        var message = await MessageAsync(owner);
        var stranger = await api.RegisterDeviceAsync();

        (await stranger.PostAsync($"{Path}/{message["id"]}/read", null).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");

        (await MessageAsync(owner))["readAt"].ShouldBeNull();
    }

    private static async Task<JsonNode> MessageAsync(HttpClient device) =>
        (await device.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Single()!;
}
