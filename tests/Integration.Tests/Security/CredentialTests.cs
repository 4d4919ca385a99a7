using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration.UserSecrets;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MobileBackend.Api;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Security;

public sealed class CredentialTests
{
    private const string MyDevice = "/api/v1/devices/me";
    private const string Outbox = "/api/v1/staff/outbox";

    [Fact]
    public async Task Bearer_ForgedOrOfAnotherPlace_IsRefusedWithAChallenge()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var staff = ApiHost.StaffToken("administrator").Split('.');
        var unsigned = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{staff[1]}.";
        var key = RandomNumberGenerator.GetBytes(32);

        foreach (var token in new[] { "nonsense", "a.b.c", "", unsigned, $"{staff[0]}.{staff[1]}.", UserJwt(key), UserJwt(key, "mobile-backend"), UserJwt(
            key, "https://sts.windows.net/x/") })
        {
            using var answer = await api.WithBearer(token).GetAsync(Outbox);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
            (await Task.FromResult(answer).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        }
    }

    [Fact]
    public async Task Callers_EachAtTheOthersDoor_AreForbidden()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var adviser = api.StaffClient("adviser");
        var extranet = api.StaffClient("extranet");

        (await device.GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await adviser.GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await extranet.GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await adviser.GetAsync(MyDevice).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        await api.StaffClient("adviser", "supervisor").GetAsync(Outbox).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task FollowUpToken_NinetyDaysAfterItsCallBackClosed_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var created = await api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write")).SubmitCallbackAsync();
        var person = api.WithHeader("X-Follow-Up-Token", created["followUpToken"]!.ToString());
        var path = $"/api/v1/callback-requests/{created["id"]}";
        await person.PostAsync($"{path}/cancellation", null).ReadAsync(HttpStatusCode.OK);

        api.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        await person.GetAsync(path).ReadAsync(HttpStatusCode.OK);
        api.Time.Advance(TimeSpan.FromSeconds(1));
        (await person.GetAsync(path).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task UserJwt_MadeWhileTheServiceRuns_IsAcceptedInDevelopmentOnly()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var secrets = new TemporaryUserSecrets();
        await using var development = await ApiHost.StartAsync(database);
        await using var production = await ApiHost.StartAsync(database, settings: ApiHost.ProductionKeys(), environment: "Production");
        var key = RandomNumberGenerator.GetBytes(32);
        var token = UserJwt(key);
        (await development.WithBearer(token).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");

        var signing = new { Issuer = "dotnet-user-jwts", Value = Convert.ToBase64String(key) };
        secrets.Write(new { Authentication = new { Schemes = new { Staff = new { SigningKeys = new[] { signing } } } } });

        await development.WithBearer(token).GetAsync(Outbox).ReadAsync(HttpStatusCode.OK);
        foreach (var refused in new[] { token, ApiHost.StaffToken("administrator") })
        {
            (await production.WithBearer(refused).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        }
    }

    [Fact]
    public async Task ForwardedAddress_OfAnUnknownProxy_IsNotBelieved()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var believing = await ApiHost.StartAsync(
            database, settings: [new("RateLimiting:Scale", "1"), new("ForwardedHeaders:KnownProxies", "10.0.0.0/8, 127.0.0.1")]);
        await using var doubting = await ApiHost.StartAsync(database, settings: [new("RateLimiting:Scale", "1")]);

        (await RemainingForTwoAddressesAsync(believing)).Distinct().Count().ShouldBe(1, "each address has a count of its own");
        (await RemainingForTwoAddressesAsync(doubting)).Distinct().Count().ShouldBe(2, "both are the address of the connection");
    }

    private static async Task<List<string>> RemainingForTwoAddressesAsync(ApiHost api)
    {
        var states = new List<string>();
        foreach (var address in new[] { "198.51.100.1", "198.51.100.2" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/devices")
            {
                Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-Forwarded-For", address);
            using var answer = await api.Http.SendAsync(request);
            states.Add(answer.Headers.GetValues("RateLimit").Single().Split(';').Single(part => part.StartsWith("r=", StringComparison.Ordinal)));
        }

        return states;
    }

    private static string UserJwt(byte[] key, string issuer = "dotnet-user-jwts") => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = "http://127.0.0.1:5080",
        NotBefore = ApiHost.Start.UtcDateTime,
        Expires = ApiHost.Start.AddDays(30).UtcDateTime,
        Claims = new Dictionary<string, object> { ["sub"] = "someone", ["role"] = "administrator" },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256),
    });

    /// <summary>The folder of user secrets is found through APPDATA: the developer's own are left alone.</summary>
    private sealed class TemporaryUserSecrets : IDisposable
    {
        private const string Variable = "APPDATA";

        private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
        private readonly string _folder = Directory.CreateTempSubdirectory("user-secrets-").FullName;

        public TemporaryUserSecrets() => Environment.SetEnvironmentVariable(Variable, _folder);

        public void Write<T>(T content)
        {
            var id = typeof(Composition).Assembly.GetCustomAttributes(typeof(UserSecretsIdAttribute), inherit: false).Cast<UserSecretsIdAttribute>().Single()
                .UserSecretsId;
            var file = PathHelper.GetSecretsPathFromSecretsId(id);
            file.ShouldStartWith(_folder);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, JsonSerializer.Serialize(content));
        }

        public void Dispose()
        {
            Environment.SetEnvironmentVariable(Variable, _before);
            Directory.Delete(_folder, recursive: true);
        }
    }
}
