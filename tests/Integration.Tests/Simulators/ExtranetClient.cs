using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Extranet;

namespace MobileBackend.Integration.Tests.Simulators;

/// <summary>Sends what the service would send; a new connection pool each, no redirect followed, a short patience.</summary>
internal sealed class ExtranetClient(ExtranetSimulator extranet) : IDisposable
{
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = extranet.BaseAddress,
        Timeout = TimeSpan.FromSeconds(10),
    };

    public string? Token { get; set; } = ExtranetSimulatorOptions.DefaultAccessToken;

    public static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    public static JsonObject Requested(string? messageId = null, string? callbackId = null, string type = MessageType.Requested) => new()
    {
        ["messageId"] = messageId ?? NewId(),
        ["type"] = type,
        ["occurredAt"] = "2026-11-20T15:42:07.123Z",
        ["callback"] = new JsonObject
        {
            ["id"] = callbackId ?? NewId(),
            ["service"] = "tis",
            ["lastName"] = "Martin",
            ["firstName"] = "Camille",
            ["phoneNumber"] = "+33199001234",
            ["reservedSlot"] = Slot(),
            ["wishedSlots"] = new JsonArray(Slot()),
            ["interpreterNeeded"] = false,
            ["source"] = new JsonObject { ["channel"] = "app", ["name"] = "tis" },
            ["requestedAt"] = "2026-11-20T15:42:07Z",
        },
    };

    public static JsonObject Cancelled(string callbackId) => new()
    {
        ["messageId"] = NewId(),
        ["type"] = MessageType.Cancelled,
        ["occurredAt"] = "2026-11-20T16:42:07Z",
        ["callback"] = new JsonObject { ["id"] = callbackId },
    };

    public Task<HttpResponseMessage> PostAsync(JsonObject message, CancellationToken cancellationToken = default) =>
        PostAsync(message.ToJsonString(), (string?)message["messageId"], cancellationToken: cancellationToken);

    public async Task<HttpResponseMessage> PostAsync(
        string body, string? idempotencyKey, string contentType = "application/json", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "callback-requests")
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType)),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        request.Headers.Authorization = Token is null ? null : new AuthenticationHeaderValue("Bearer", Token);
        return await Http.SendAsync(request, cancellationToken);
    }

    public async Task<int> StatusOfAsync(JsonObject message)
    {
        using var answer = await PostAsync(message);
        return (int)answer.StatusCode;
    }

    public async Task<JsonArray> ItemsAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(path))!["items"]!.AsArray();

    public void Dispose() => Http.Dispose();

    private static JsonObject Slot() => new() { ["startsAt"] = "2026-11-23T09:00:00Z", ["endsAt"] = "2026-11-23T09:30:00Z" };
}

internal static class MessageType
{
    public const string Requested = "callback.requested";
    public const string Rescheduled = "callback.rescheduled";
    public const string Cancelled = "callback.cancelled";
}
