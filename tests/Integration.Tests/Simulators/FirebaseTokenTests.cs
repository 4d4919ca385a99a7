using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class FirebaseTokenTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private FirebaseSimulator _firebase = null!;
    private FirebaseClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _firebase = await FirebaseSimulator.StartAsync(new() { Clock = _clock, TokenLifetime = TimeSpan.FromMinutes(30) });
        _client = new FirebaseClient(_firebase, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _firebase.DisposeAsync();
    }

    [Theory]
    [InlineData("https://www.googleapis.com/auth/firebase.messaging", null)]
    [InlineData("https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/userinfo.email", "https://oauth2.googleapis.com/token")]
    public async Task Assertion_OfTheAccount_EarnsAToken(string scope, string? audience)
    {
        var claims = _client.Claims();
        claims["scope"] = scope;
        claims["aud"] = audience ?? claims["aud"]!.DeepClone();

        var (status, body) = await _client.AskForTokenAsync(_client.Sign(_client.Header(), claims));

        status.ShouldBe(200);
        ((int)body["expires_in"]!).ShouldBe(1800);
        ((string)body["token_type"]!).ShouldBe("Bearer");
        _client.Token = (string)body["access_token"]!;
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);
        _firebase.TokensIssued.ShouldBe(1);
    }

    [Theory]
    [InlineData("iss", "somebody@else.iam.gserviceaccount.com", "invalid_grant", "account not found")]
    [InlineData("iss", null, "invalid_grant", "account not found")]
    [InlineData("aud", "https://example.org/token", "invalid_grant", "audience")]
    [InlineData("aud", null, "invalid_grant", "audience")]
    [InlineData("scope", "https://www.googleapis.com/auth/drive", "invalid_scope", "scope")]
    [InlineData("scope", null, "invalid_scope", "scope")]
    [InlineData("iat", null, "invalid_grant", "short-lived")]
    [InlineData("exp", null, "invalid_grant", "short-lived")]
    public async Task Assertion_OfAWrongClaim_IsRefused(string claim, string? value, string error, string description)
    {
        var claims = _client.Claims();
        claims[claim] = value;

        await ShouldBeRefusedAsync(_client.Sign(_client.Header(), claims), error, description);
    }

    [Theory]
    [InlineData(0, 3601)]
    [InlineData(600, 1200)]
    [InlineData(-7200, -3600)]
    [InlineData(0, 0)]
    public async Task Assertion_OfUnreasonableTimes_IsRefused(int issued, int ends)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = _client.Claims();
        claims["iat"] = now + issued;
        claims["exp"] = now + ends;

        await ShouldBeRefusedAsync(_client.Sign(_client.Header(), claims), "invalid_grant", "short-lived");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(-200)]
    public async Task Assertion_OfAClockThatIsALittleWrong_EarnsAToken(int skew)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds() + skew;
        var claims = _client.Claims();
        claims["iat"] = now;
        claims["exp"] = now + 3600;

        (await _client.AskForTokenAsync(_client.Sign(_client.Header(), claims))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Assertion_OfAnotherKey_IsRefused()
    {
        using var other = RSA.Create(2048);

        await ShouldBeRefusedAsync(_client.Sign(_client.Header(), _client.Claims(), other), "invalid_grant", "Signature");
    }

    [Theory]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    [InlineData("kid", "another")]
    public async Task Assertion_OfAnotherHeader_IsRefused(string name, string value)
    {
        var header = _client.Header();
        header[name] = value;

        await ShouldBeRefusedAsync(_client.Sign(header, _client.Claims()), "invalid_grant", "Signature");
    }

    [Fact]
    public async Task Assertion_ChangedAfterSigning_IsRefused()
    {
        var claims = _client.Claims();
        var signed = _client.Sign(_client.Header(), claims).Split('.');
        claims["sub"] = "somebody";
        var changed = _client.Sign(_client.Header(), claims).Split('.');

        await ShouldBeRefusedAsync($"{changed[0]}.{changed[1]}.{signed[2]}", "invalid_grant", "Signature");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.!")]
    [InlineData("W10.W10.AAAA")]
    public async Task Assertion_ThatIsNoJwt_IsRefused(string assertion) => await ShouldBeRefusedAsync(assertion, "invalid_grant", "Bad Request");

    [Theory]
    [InlineData("client_credentials", "x", "unsupported_grant_type")]
    [InlineData(null, "x", "invalid_request")]
    [InlineData("urn:ietf:params:oauth:grant-type:jwt-bearer", null, "invalid_request")]
    public async Task Token_AskedForInAnotherWay_IsRefused(string? grantType, string? assertion, string error)
    {
        var (status, body) = await _client.AskForTokenAsync(assertion, grantType);

        status.ShouldBe(400);
        ((string)body["error"]!).ShouldBe(error);
    }

    [Fact]
    public async Task Token_IsTakenUntilItEnds()
    {
        await _client.SignInAsync();
        _clock.Advance(TimeSpan.FromMinutes(29));
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);

        _clock.Advance(TimeSpan.FromMinutes(1));

        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(401);
    }

    [Fact]
    public async Task Token_Revoked_Is401UntilANewOne()
    {
        await _client.SignInAsync();
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);

        _firebase.RevokeTokens();

        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(401);
        await _client.SignInAsync();
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);
        _firebase.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task TokenScript_ServesTheTokenEndpointAlone()
    {
        _firebase.TokenScript.Next(FaultStep.Html(502), FaultStep.CutBeforeStoring);

        using var page = await _client.Page.PostAsync(_firebase.TokenEndpoint, new FormUrlEncodedContent([]));
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        await Should.ThrowAsync<HttpRequestException>(() => _client.SignInAsync());
        await _client.SignInAsync();
        (await _client.StatusOfAsync(FirebaseClient.Message())).ShouldBe(200);
    }

    [Fact]
    public void ServiceAccountFile_HasWhatAClientReads()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "new", "account.json");

        _firebase.WriteServiceAccountFile(path);

        var account = JsonNode.Parse(File.ReadAllText(path))!;
        ((string)account["type"]!).ShouldBe("service_account");
        ((string)account["project_id"]!).ShouldBe(_firebase.ProjectId);
        ((string)account["token_uri"]!).ShouldBe(_firebase.TokenEndpoint.ToString());
        ((string)account["private_key"]!).ShouldStartWith("-----BEGIN PRIVATE KEY-----");
        ((string)account["private_key_id"]!).Length.ShouldBe(40);
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(path))!, recursive: true);
    }

    private async Task ShouldBeRefusedAsync(string assertion, string error, string description)
    {
        var (status, body) = await _client.AskForTokenAsync(assertion);

        status.ShouldBe(400);
        ((string)body["error"]!).ShouldBe(error);
        ((string)body["error_description"]!).ShouldContain(description);
        _firebase.TokensIssued.ShouldBe(0);
    }
}
