using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>The bearer token for the extranet: the fixed one, or one obtained with the client's credentials and kept until it nears its end.</summary>
internal sealed class ExtranetTokens(IHttpClientFactory clients, IOptions<ExtranetOptions> options, TimeProvider time) : IDisposable
{
    public const string ClientName = "extranet-token";

    /// <summary>A token this close to its end is not used any more.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private CachedToken? _cached;

    /// <exception cref="HttpRequestException">The token endpoint did not give one.</exception>
    public async Task<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (options.Value.TokenEndpoint is null)
        {
            return options.Value.AccessToken;
        }

        if (_cached is { } fresh && time.GetUtcNow() < fresh.UseUntil)
        {
            return fresh.Value;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_cached is { } other && time.GetUtcNow() < other.UseUntil)
            {
                return other.Value;
            }

            _cached = await RequestAsync(cancellationToken);
            return _cached.Value;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Forgets a token that the extranet refused, unless a newer one has taken its place.</summary>
    public void Forget(string? refused)
    {
        if (_cached is { } cached && string.Equals(cached.Value, refused, StringComparison.Ordinal))
        {
            Interlocked.CompareExchange(ref _cached, null, cached);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<CachedToken> RequestAsync(CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ClientName);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.Value.ClientId ?? string.Empty,
            ["client_secret"] = options.Value.ClientSecret ?? string.Empty,
        });
        using var response = await client.PostAsync(options.Value.TokenEndpoint, form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken);
        return answer?.AccessToken is { Length: > 0 } token
            ? new CachedToken(token, time.GetUtcNow() + UsableFor(TimeSpan.FromSeconds(Math.Max(0, answer.ExpiresIn))))
            : throw new HttpRequestException("The token endpoint answered without a token.");
    }

    /// <summary>A token that lives for less than twice the margin is used for half of its life.</summary>
    private static TimeSpan UsableFor(TimeSpan lifetime) => lifetime > 2 * Margin ? lifetime - Margin : lifetime / 2;

    private sealed record CachedToken(string Value, DateTimeOffset UseUntil);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn = 60);
}
