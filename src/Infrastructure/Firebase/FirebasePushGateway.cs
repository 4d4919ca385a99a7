using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Pushes;

namespace MobileBackend.Infrastructure.Firebase;

/// <summary>
/// Sends by FCM HTTP v1. What an answer means is FCM's table of error codes (firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode);
/// a status alone says nothing about an address, since a wrong project is answered like an address that is gone.
/// </summary>
internal sealed class FirebasePushGateway(
    IHttpClientFactory clients, FirebaseAccount account, IOptions<FirebaseOptions> options, TimeProvider time) : IPushGateway
{
    public const string ClientName = "fcm";

    private const int LongestError = 64 * 1024;

    /// <summary>What FCM means by 429 without <c>Retry-After</c>.</summary>
    private static readonly TimeSpan QuotaPause = TimeSpan.FromMinutes(1);

    private volatile bool _payloadIsGood;

    public bool IsConfigured => account.IsConfigured;

    public async Task<PushOutcome> SendAsync(PushEnvelope envelope, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await SendAsync(envelope, mayRenew: true, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PushOutcome.Later("timeout", RetryAfter: null);
        }
        catch (FirebaseTokenException fault)
        {
            return fault.IsRefusal
                ? new PushOutcome.ChannelStopped($"token-{(int)fault.Status!.Value}")
                : new PushOutcome.Later("token-unavailable", RetryAfter: null);
        }
        catch (HttpRequestException exception)
        {
            return new PushOutcome.Later(JsonNamingPolicy.KebabCaseLower.ConvertName(exception.HttpRequestError.ToString()), RetryAfter: null);
        }
        catch (IOException)
        {
            return new PushOutcome.Later("connection-cut", RetryAfter: null);
        }
    }

    private async Task<PushOutcome> SendAsync(PushEnvelope envelope, bool mayRenew, CancellationToken cancellationToken)
    {
        var token = await account.GetTokenAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.BaseUrl, $"/v1/projects/{account.ProjectId}/messages:send"))
        {
            Version = HttpVersion.Version20,

            // Without TLS there is no negotiation: the simulators speak HTTP/2 from the first byte.
            VersionPolicy = options.Value.BaseUrl.Scheme == Uri.UriSchemeHttp ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower,
            Content = new ByteArrayContent(FirebaseWire.Serialize(envelope, time.GetUtcNow()))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            _payloadIsGood = true;
            return new PushOutcome.Sent();
        }

        var error = await ReadErrorAsync(response, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && error.Code is null && mayRenew)
        {
            await account.RenewTokenAsync(token, cancellationToken);
            return await SendAsync(envelope, mayRenew: false, cancellationToken);
        }

        return Judge(response, error);
    }

    private PushOutcome Judge(HttpResponseMessage response, FirebaseError error) => ((int)response.StatusCode, error.Code) switch
    {
        (401, "THIRD_PARTY_AUTH_ERROR") => new PushOutcome.PlatformStopped("third-party-auth-error"),
        (401, _) => new PushOutcome.ChannelStopped("unauthenticated"),
        (403, "SENDER_ID_MISMATCH") => new PushOutcome.DeadToken("sender-id-mismatch", IsOfAnotherProject: true),
        (403, _) => new PushOutcome.ChannelStopped("forbidden"),
        (404, "UNREGISTERED") => new PushOutcome.DeadToken("unregistered", IsOfAnotherProject: false),
        (404, _) => new PushOutcome.ChannelStopped("project-not-found"),

        // The address is to blame only where the payload cannot be: all have the same form, and one of it was taken.
        (400, "INVALID_ARGUMENT") when !error.BlamesPayload && _payloadIsGood => new PushOutcome.DeadToken("invalid-token", IsOfAnotherProject: false),
        (429, _) => new PushOutcome.Later("quota-exceeded", RetryAfter(response) ?? QuotaPause, IsQuota: true),
        (408 or >= 500 or (>= 300 and < 400), _) => new PushOutcome.Later($"status-{(int)response.StatusCode}", RetryAfter(response)),
        _ => new PushOutcome.Refused($"status-{(int)response.StatusCode}"),
    };

    private static async Task<FirebaseError> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestError, cancellationToken);
            return FirebaseWire.ReadError(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException)
        {
            // Longer than any error of FCM, or cut: the status alone is what we know.
            return default;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } asked ? null : asked.Delta ?? (asked.Date - time.GetUtcNow());
}
