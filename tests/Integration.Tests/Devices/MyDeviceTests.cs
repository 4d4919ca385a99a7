using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Devices;

public sealed class MyDeviceTests
{
    private const string Path = "/api/v1/devices/me";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Update_AbsentNullAndPresentMembers_KeepClearAndChange(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync("jeanne");
        var before = await device.GetAsync(Path).ReadAsync(HttpStatusCode.OK);
        before["quietHours"]!.ToJsonString().ShouldBe("""{"start":"21:00","end":"08:00"}""");
        ((int)before["maxMessagesPerDay"]!).ShouldBe(3);
        before.AsObject().ContainsKey("pushToken").ShouldBeFalse();

        await PatchAsync(
            device, """{"pushToken":"address-1","quietHours":{"start":"22:30","end":"07:00"},"maxMessagesPerDay":5,"timeZone":"Indian/Reunion"}""");
        await PatchAsync(device, """{"locale":"en-GB"}""");
        var changed = await device.GetAsync(Path).ReadAsync(HttpStatusCode.OK);
        changed["pushToken"]!.ToString().ShouldBe("address-1");
        changed["quietHours"]!.ToJsonString().ShouldBe("""{"start":"22:30","end":"07:00"}""");
        changed["timeZone"]!.ToString().ShouldBe("Indian/Reunion");
        changed["locale"]!.ToString().ShouldBe("en-GB");
        changed["app"]!.ToString().ShouldBe("jeanne");

        var cleared = await PatchAsync(device, """{"pushToken":null,"quietHours":null,"maxMessagesPerDay":null}""");
        cleared.AsObject().ContainsKey("pushToken").ShouldBeFalse();
        cleared.AsObject().ContainsKey("quietHours").ShouldBeFalse();
        ((int)cleared["maxMessagesPerDay"]!).ShouldBe(3);
        cleared["timeZone"]!.ToString().ShouldBe("Indian/Reunion");
        (await PatchAsync(device, """{"quietHours":{"start":"23:00","end":"06:00"}}"""))["quietHours"]!["start"]!.ToString().ShouldBe("23:00");
    }

    [Theory]
    [InlineData("""{"timeZone":null}""", "timeZone")]
    [InlineData("""{"timeZone":"Mars/Olympus"}""", "timeZone")]
    [InlineData("""{"locale":null}""", "locale")]
    [InlineData("""{"pushToken":""}""", "pushToken")]
    [InlineData("""{"maxMessagesPerDay":21}""", "maxMessagesPerDay")]
    [InlineData("""{"quietHours":{"start":"21:00"}}""", "quietHours")]
    [InlineData("""{"quietHours":{"start":"21:00","end":"21:00"}}""", "quietHours")]
    [InlineData("""{"nickname":"x"}""", "nickname")]
    public async Task Update_ValueThatCannotBe_IsRefusedAtItsField(string body, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();

        var problem = await device.PatchAsync(Path, Json(body)).ReadAsync(HttpStatusCode.BadRequest);

        problem["code"]!.ToString().ShouldBe("validation-failed");
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Theory]
    [InlineData("app", null)]
    [InlineData("app", "other")]
    [InlineData("platform", "symbian")]
    [InlineData("locale", "fr_FR")]
    [InlineData("timeZone", "Romance Standard Time")]
    [InlineData("pushToken", "é")]
    public async Task Register_ValueThatCannotBe_IsRefusedAtItsField(string field, string? value)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var body = new JsonObject { ["app"] = "tis", ["platform"] = "web", ["locale"] = "fr-FR", ["timeZone"] = "Europe/Paris", [field] = value };

        var problem = await api.Http.PostAsJsonAsync("/api/v1/devices", body).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    private static Task<JsonNode> PatchAsync(HttpClient device, string body) => device.PatchAsync(Path, Json(body)).ReadAsync(HttpStatusCode.OK);

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
