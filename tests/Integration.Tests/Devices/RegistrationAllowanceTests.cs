using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Devices;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Jobs;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Devices;

/// <summary>How many devices one address may register, and what makes it more.</summary>
public sealed class RegistrationAllowanceTests
{
    private const string Path = "/api/v1/devices";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Register_OverTheAllowance_IsAskedToWaitUntilTheFirstIsADayOld(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await StartAsync(database, perDay: 3);
        for (var device = 0; device < 3; device++)
        {
            (await RegisterAsync(api, app: "no-such-app")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "and that counts for nothing");
            (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Created);
            api.Time.Advance(TimeSpan.FromHours(1));
        }

        using var refused = await RegisterAsync(api);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(21));
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>())!;
        ((string)problem["code"]!).ShouldBe("rate-limited");
        ((string)problem["detail"]!).ShouldBe(DeviceErrors.ManyRegistrations(TimeSpan.Zero).Text.French);
        (await DevicesAsync(api)).Count.ShouldBe(3);
        api.Time.Advance(TimeSpan.FromHours(21));
        (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "the next is an hour younger");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Register_FromAnAddressWhoseAppsComeBack_MayGoOn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await StartAsync(database, perDay: 2, perRenewed: 3);
        var first = await RegisterAsync(api).ReadAsync(HttpStatusCode.Created);
        (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        // A script renews at once, as often as it likes; an app comes back another day.
        api.Time.Advance(TimeSpan.FromMinutes(20));
        var renewed = await RenewAsync(api, first);
        (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        api.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(20));
        await RenewAsync(api, await RenewAsync(api, renewed));
        (await CreatedAsync(api, 7)).ShouldBe(5, "the device counts once, however often it renews");

        // Twelve days later it still counts; once its address is forgotten it does not.
        api.Time.Advance(TimeSpan.FromDays(12));
        (await CreatedAsync(api, 7)).ShouldBe(5);
        api.Time.Advance(TimeSpan.FromDays(2));
        (await CreatedAsync(api, 7)).ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Register_FromAnotherAddress_HasAnAllowanceOfItsOwn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await StartAsync(database, perDay: 1, settings: [new("ForwardedHeaders:KnownProxies", "127.0.0.1")]);

        (await RegisterAsync(api, address: "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync(api, address: "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await RegisterAsync(api, address: "203.0.113.8")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync(api, address: "2001:db8:1:2::1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync(api, address: "2001:db8:1:2:ffff::2")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "one subscriber has the whole /64");

        var hashes = (await DevicesAsync(api)).ConvertAll(device => device.AddressHash!);
        hashes.ShouldBeUnique();
        hashes.ShouldAllBe(hash => hash.Length == 43 && !hash.Contains("203"));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Register_ProvenApp_IsNotCountedAndNotLimited(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await StartAsync(database, perDay: 2, perRenewed: 1);
        (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var hash = (await DevicesAsync(api))[0].AddressHash;

        (await AdmitAsync(api, "127.0.0.1", isProven: true)).Value.Hash.ShouldBe(hash, "it is kept with its address, whose allowance grows once it comes back");
        (await AdmitAsync(api, "127.0.0.1", isProven: false)).Error!.Code.ShouldBe("rate-limited");
        (await AdmitAsync(api, null, isProven: false)).Value.Hash.ShouldBeNull();

        await api.WithServiceAsync((AppDbContext context) =>
            context.Devices.ExecuteUpdateAsync(set => set.SetProperty(device => device.IsProven, true)));
        (await CreatedAsync(api, 3)).ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Register_ManyAtOnceNearTheAllowance_NeverGoesBeyondIt(DatabaseKind kind)
    {
        const int PerDay = 25;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var one = await StartAsync(database, PerDay);
        await using var two = kind == DatabaseKind.PostgreSql ? await StartAsync(database, PerDay) : null;

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(index => RegisterAsync(index % 2 == 0 ? one : two ?? one)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(PerDay);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(80 - PerDay);
        (await DevicesAsync(one)).Count.ShouldBe(PerDay);
    }

    [Fact]
    public async Task Register_UnderAScale_MayAsOftenAsItSays()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await StartAsync(database, perDay: 2, scale: 2);

        (await CreatedAsync(api, 5)).ShouldBe(4);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Address_AfterTwoWeeks_IsForgottenAndTheDeviceStays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await StartAsync(database, perDay: 10);
        await api.ApplyRetentionAsync();
        var tokens = await RegisterAsync(api).ReadAsync(HttpStatusCode.Created);
        api.Time.Advance(TimeSpan.FromDays(1));
        await api.Http.PostAsJsonAsync("/api/v1/devices/tokens", new { refreshToken = (string)tokens["refreshToken"]! }).ReadAsync(HttpStatusCode.OK);

        api.Time.Advance(TimeSpan.FromDays(13));
        (await api.ApplyRetentionAsync()).Of("device_addresses").ShouldBe(0);
        (await DevicesAsync(api)).Single().AddressHash.ShouldNotBeNull();
        api.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await api.PreviewRetentionAsync()).Of("device_addresses").ShouldBe(1);
        (await api.ApplyRetentionAsync()).Of("device_addresses").ShouldBe(1);

        (await DevicesAsync(api)).Single().AddressHash.ShouldBeNull();
    }

    [Theory]
    [InlineData("Devices:RegistrationsPerDay", "0", "Devices:RegistrationsPerDay")]
    [InlineData("Devices:RegistrationsPerRenewed", "-1", "RegistrationsPerRenewed")]
    [InlineData("Retention:UnusedDevice", "23:59:59", ":UnusedDevice")]
    [InlineData("Retention:DeviceAddress", "23:59:59", ":DeviceAddress")]
    public async Task Setting_ThatCannotWork_StopsTheStart(string key, string value, string named)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        (await Should.ThrowAsync<Exception>(() => ApiHost.StartAsync(database, settings: [new(key, value)]))).Message.ShouldContain(named);
    }

    [Fact]
    public async Task PushToken_LongerThanItsLimit_IsRefusedOnEitherWay()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var (longest, tooLong) = (new string('a', 1024), new string('a', 1025));
        var tokens = await RegisterAsync(api, pushToken: longest).ReadAsync(HttpStatusCode.Created);
        var device = api.WithBearer((string)tokens["accessToken"]!);
        await device.PatchAsJsonAsync("/api/v1/devices/me", new { pushToken = longest }).ReadAsync(HttpStatusCode.OK);

        foreach (var answer in (Task<HttpResponseMessage>[])
            [RegisterAsync(api, pushToken: tooLong), device.PatchAsJsonAsync("/api/v1/devices/me", new { pushToken = tooLong })])
        {
            var problem = await answer.ReadAsync(HttpStatusCode.BadRequest);
            problem["errors"]!["pushToken"]!.ToJsonString().ShouldContain("024");
        }
    }

    private static Task<JsonNode> RenewAsync(ApiHost api, JsonNode tokens) =>
        api.Http.PostAsJsonAsync("/api/v1/devices/tokens", new { refreshToken = (string)tokens["refreshToken"]! }).ReadAsync(HttpStatusCode.OK);

    private static Task<Result<RegisteringAddress>> AdmitAsync(ApiHost api, string? address, bool isProven) =>
        api.WithServiceAsync((IRegistrationAllowance allowance) => allowance.AdmitAsync(address, isProven, CancellationToken.None));

    private static Task<ApiHost> StartAsync(
        TestDatabase database, int perDay, int perRenewed = 0, int scale = 1, params KeyValuePair<string, string?>[] settings)
    {
        KeyValuePair<string, string?>[] all =
        [
            new("RateLimiting:Scale", $"{scale}"),
            new("LoadShedding:MaxConcurrentRequests", "1000"),
            new("Devices:RegistrationsPerDay", $"{perDay}"),
            new("Devices:RegistrationsPerRenewed", $"{perRenewed}"),
            .. settings,
        ];
        return ApiHost.StartAsync(database, settings: all);
    }

    private static Task<HttpResponseMessage> RegisterAsync(ApiHost api, string app = "tis", string? address = null, string? pushToken = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = JsonContent.Create(new { app, platform = "android", locale = "fr-FR", timeZone = "Europe/Paris", pushToken }),
        };
        if (address is not null)
        {
            request.Headers.Add("X-Forwarded-For", address);
        }

        return api.Http.SendAsync(request);
    }

    /// <summary>How many of so many tries register a device.</summary>
    private static async Task<int> CreatedAsync(ApiHost api, int tries)
    {
        var created = 0;
        for (var each = 0; each < tries; each++)
        {
            using var answer = await RegisterAsync(api);
            created += answer.StatusCode == HttpStatusCode.Created ? 1 : 0;
        }

        return created;
    }

    private static Task<List<Device>> DevicesAsync(ApiHost api) =>
        api.WithServiceAsync((AppDbContext context) => context.Devices.AsNoTracking().OrderBy(device => device.Id).ToListAsync());
}
