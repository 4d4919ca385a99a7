using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Abstractions;
using Microsoft.IdentityModel.Logging;
using Microsoft.IdentityModel.Tokens;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Security;

/// <summary>Tokens of staff as they are in production: of the directory under <c>AzureAd</c>, by the keys that it publishes.</summary>
public sealed class StaffDirectoryTests
{
    private const string Outbox = "/api/v1/staff/outbox";

    public static TheoryData<string> Faults { get; } = [.. Changes.Keys];

    private static Dictionary<string, Action<SecurityTokenDescriptor>> Changes => new()
    {
        ["no-version"] = token => token.Claims.Remove("ver"),
        ["audience-of-the-other-version"] = token => token.Audience = $"api://{token.Audience}",
        ["another-audience"] = token => token.Audience = "another-application",
        ["no-audience"] = token => token.Audience = null,
        ["another-tenant"] = token => token.Issuer = token.Issuer.Replace("7f1c0d62", "00000000", StringComparison.Ordinal),
        ["another-issuer"] = token => token.Issuer = "https://login.example.org/v2.0",
        ["user-jwts-issuer"] = token => token.Issuer = "dotnet-user-jwts",
        ["expired"] = token => token.Expires = ApiHost.Start.UtcDateTime.AddMinutes(-3),
        ["no-expiry"] = token => token.Expires = null,
        ["not-yet"] = token => token.NotBefore = ApiHost.Start.UtcDateTime.AddMinutes(3),
        ["another-key"] = token => token.SigningCredentials = EntraStub.SignedBy(RSA.Create(2048)),
        ["unsigned"] = token => token.SigningCredentials = null,
        ["nobody"] = token => token.Claims.Remove("oid"),
        ["blank-name"] = token => token.Claims["oid"] = " ",
    };

    [Fact]
    public async Task Token_OfTheDirectory_OpensWhatItsRoleAllows()
    {
        using var entra = new EntraStub();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await StartAsync(database, entra);

        await api.WithBearer(entra.Token()).GetAsync(Outbox).ReadAsync(HttpStatusCode.OK);
        await api.WithBearer(entra.Token(token => (token.Audience, token.Claims["ver"]) = ($"api://{token.Audience}", "1.0")))
            .GetAsync(Outbox).ReadAsync(HttpStatusCode.OK);
        await api.WithBearer(entra.Token(token => token.Claims["roles"] = "supervisor")).GetAsync(Outbox).ReadAsync(HttpStatusCode.OK);
        foreach (var role in (string[])["adviser", "extranet", "Administrator"])
        {
            (await api.WithBearer(entra.Token(token => token.Claims["roles"] = role)).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Forbidden))
                .ShouldBe("forbidden");
        }

        (await api.WithBearer(entra.Token(token => token.Claims.Remove("roles"))).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Forbidden))
            .ShouldBe("forbidden");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Token_Faulty_IsRefused(string fault)
    {
        using var entra = new EntraStub();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await StartAsync(database, entra);

        (await api.WithBearer(entra.Token(Changes[fault])).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task Token_SignedWithThePublicKeyAsSecret_IsRefused()
    {
        using var entra = new EntraStub();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await StartAsync(database, entra);

        foreach (var forged in entra.PublicKeyAsSecret())
        {
            (await api.WithBearer(entra.Token(token => token.SigningCredentials = forged)).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Unauthorized))
                .ShouldBe("unauthenticated");
        }
    }

    [Fact]
    public async Task Token_WhileTheKeysCannotBeFetched_IsAskedForAgainLater()
    {
        using var entra = new EntraStub();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await StartAsync(database, entra);
        var staff = api.WithBearer(entra.Token());
        entra.GoDown();

        (await staff.GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("overloaded");

        entra.ComeBack();
        await Eventually.TrueAsync(async () => (await staff.GetAsync(Outbox)).StatusCode == HttpStatusCode.OK);
        entra.GoDown();
        await staff.GetAsync(Outbox).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_WhereAnAudienceIsConfigured_IsForThatOneAlone()
    {
        const string Audience = "https://backend.example.org";
        using var entra = new EntraStub();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await StartAsync(database, entra, new KeyValuePair<string, string?>("AzureAd:Audience", Audience));

        await api.WithBearer(entra.Token(token => token.Audience = Audience)).GetAsync(Outbox).ReadAsync(HttpStatusCode.OK);
        (await api.WithBearer(entra.Token()).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task Setup_OfTheDirectory_CorrectsWhatTheLibraryHasSet()
    {
        using var entra = new EntraStub();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await StartAsync(database, entra);

        var parameters = api.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get("StaffDirectory").TokenValidationParameters;

        parameters.AudienceValidator.ShouldNotBeNull("the library has not run");
        parameters.IssuerValidator.ShouldBeNull("it asks the directory of every issuer that a token names");
        parameters.ValidIssuers.ShouldBe([entra.Issuer, $"https://sts.windows.net/{new Uri(entra.Issuer).Segments[1]}"]);
        parameters.ValidAlgorithms.ShouldBe([SecurityAlgorithms.RsaSha256]);
    }

    [Fact]
    public async Task Token_Refused_LeavesNothingOfItselfInTheLog()
    {
        // The library gives its log, which the process has but one of, to the first host that asks for it.
        LogHelper.Logger = NullIdentityModelLogger.Instance;
        using var entra = new EntraStub();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var api = await StartAsync(database, entra, [.. receiver.Settings]))
        {
            await api.WithBearer(entra.Token(token => token.Issuer = "https://canary-issuer.example.org/v2.0"))
            .GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Unauthorized);
            await api.WithBearer(entra.Token(token => token.Audience = "canary-audience")).GetAsync(Outbox).ReadProblemAsync(HttpStatusCode.Unauthorized);
        }

        receiver.Received("traces").ShouldContain("staff/outbox", Case.Sensitive, "nothing was exported");
        receiver.Received("logs").ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("AzureAd:Instance", "http://login.example.org/")]
    [InlineData("AzureAd:Instance", "login.example.org")]
    [InlineData("AzureAd:ClientId", null)]
    public async Task Directory_UnprotectedOrHalfConfigured_DoesNotStart(string key, string? value)
    {
        using var entra = new EntraStub();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(database, entra, new KeyValuePair<string, string?>(key, value)));
    }

    private static Task<ApiHost> StartAsync(TestDatabase database, EntraStub entra, params KeyValuePair<string, string?>[] settings) =>
        ApiHost.StartAsync(
            database,
            settings: ApiHost.ProductionKeys().Concat(entra.Settings).ExceptBy(settings.Select(own => own.Key), given => given.Key).Concat(settings),
            environment: "Production");
}
