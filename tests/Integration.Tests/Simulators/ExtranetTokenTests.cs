using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MobileBackend.Simulators.Extranet;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class ExtranetTokenTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Post_WithoutAKnownToken_Is401AndNoted(string? token)
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet) { Token = token };

        using var answer = await client.PostAsync(ExtranetClient.Requested());

        ((int)answer.StatusCode).ShouldBe(401);
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        extranet.Book.MessageCount.ShouldBe(0);
        extranet.Book.Requests.ShouldHaveSingleItem().AnswerStatus.ShouldBe(401);
    }

    [Fact]
    public async Task Token_ForTheClientsCredentials_IsTakenUntilItEnds()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var extranet = await ExtranetSimulator.StartAsync(new() { AccessToken = null, TokenLifetime = TimeSpan.FromMinutes(5), Clock = clock });
        using var client = new ExtranetClient(extranet);
        client.Token = await TokenAsync(client, extranet, "mobile-backend", ExtranetSimulatorOptions.DefaultClientSecret);

        (await client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);
        clock.Advance(TimeSpan.FromMinutes(5));
        (await client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(401);
    }

    [Fact]
    public async Task Token_Revoked_Is401UntilANewOne()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        client.Token = await TokenAsync(client, extranet, "mobile-backend", ExtranetSimulatorOptions.DefaultClientSecret, basic: true);
        (await client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);

        extranet.RevokeTokens();

        (await client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(401);
        client.Token = await TokenAsync(client, extranet, "mobile-backend", ExtranetSimulatorOptions.DefaultClientSecret);
        (await client.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);
        extranet.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task Token_ForAWrongSecret_IsRefused()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);

        (await TokenAsync(client, extranet, "mobile-backend", "guessed")).ShouldBeNull();
        (await TokenAsync(client, extranet, "mobile-backend", "guessed", basic: true)).ShouldBeNull();
        extranet.TokensIssued.ShouldBe(0);
    }

    private static async Task<string?> TokenAsync(ExtranetClient client, ExtranetSimulator extranet, string id, string secret, bool basic = false)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        using var request = new HttpRequestMessage(HttpMethod.Post, extranet.TokenEndpoint);
        if (basic)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        }
        else
        {
            form["client_id"] = id;
            form["client_secret"] = secret;
        }

        request.Content = new FormUrlEncodedContent(form);
        using var answer = await client.Http.SendAsync(request);
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"];
    }
}
