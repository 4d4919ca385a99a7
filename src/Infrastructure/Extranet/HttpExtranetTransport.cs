using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Outbox;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>Posts each message to the extranet. What an answer means is the contract's table ("Into the extranet queue").</summary>
internal sealed class HttpExtranetTransport(IHttpClientFactory clients, ExtranetTokens tokens, IOptions<ExtranetOptions> options, TimeProvider time)
    : IExtranetTransport
{
    public const string ClientName = "extranet";

    public bool IsConfigured => options.Value.BaseUrl is not null;

    public string AddressSetting => "Extranet:BaseUrl";

    public async Task<DeliveryOutcome> SendAsync(Guid messageId, string type, string payload, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await PostAsync(messageId, payload, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Failed("timeout", null);
        }
        catch (HttpRequestException exception)
        {
            var fault = exception.StatusCode is { } status
                ? $"token-{(int)status}"
                : JsonNamingPolicy.KebabCaseLower.ConvertName(exception.HttpRequestError.ToString());
            return new DeliveryOutcome.Failed(fault, null);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return new DeliveryOutcome.Failed(exception is JsonException ? "token-unreadable" : "connection-cut", null);
        }
    }

    private async Task<DeliveryOutcome> PostAsync(Guid messageId, string payload, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Value.BaseUrl!.AbsoluteUri.TrimEnd('/')}/callback-requests")
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", messageId.ToString());
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        // The answer's body is never read: whatever it is, and however long, the status says all.
        using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            tokens.Forget(token);
        }

        return Judge(response);
    }

    private DeliveryOutcome Judge(HttpResponseMessage response) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.Conflict => new DeliveryOutcome.Delivered(),
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity =>
            new DeliveryOutcome.Refused($"status-{(int)response.StatusCode}"),
        _ => new DeliveryOutcome.Failed($"status-{(int)response.StatusCode}", RetryAfter(response)),
    };

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } asked ? null : asked.Delta ?? (asked.Date - time.GetUtcNow());
}
