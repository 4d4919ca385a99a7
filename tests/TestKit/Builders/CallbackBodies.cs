using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MobileBackend.TestKit.Builders;

/// <summary>Requests about call backs, as clients send them.</summary>
public static class CallbackBodies
{
    private static int _lastNumber;

    /// <summary>A mobile number that no other call of this process got.</summary>
    public static string FreshNumber() => $"06{10_000_000 + Interlocked.Increment(ref _lastNumber):00000000}";

    /// <summary>A complete request; slots are <c>("2026-11-24", "10:00")</c>.</summary>
    public static JsonObject Submit(string? phoneNumber = null, params (string Date, string Start)[] slots) => new()
    {
        ["service"] = "tis",
        ["firstName"] = "Camille",
        ["lastName"] = "Exemple",
        ["phoneNumber"] = phoneNumber ?? FreshNumber(),
        ["wishedSlots"] = Slots(slots.Length == 0 ? [("2026-11-24", "10:00")] : slots),
        ["consent"] = true,
    };

    public static JsonObject Reschedule(params (string Date, string Start)[] slots) => new() { ["wishedSlots"] = Slots(slots) };

    public static JsonObject Attempt(string attemptId, string outcome) => new()
    {
        ["attemptId"] = attemptId,
        ["attemptedAt"] = "2026-11-24T09:05:00Z",
        ["outcome"] = outcome,
    };

    /// <summary>Asks for a call back, which must succeed, and returns the answer.</summary>
    public static Task<JsonNode> SubmitCallbackAsync(this HttpClient client, string? phoneNumber = null, params (string Date, string Start)[] slots) =>
        client.PostAsJsonAsync("/api/v1/callback-requests", Submit(phoneNumber, slots)).ReadAsync(HttpStatusCode.Created);

    /// <summary>Sends a body with an Idempotency-Key.</summary>
    public static Task<HttpResponseMessage> PostOnceAsync(this HttpClient client, string path, JsonNode body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    private static JsonArray Slots((string Date, string Start)[] slots) =>
        [.. slots.Select(slot => (JsonNode)new JsonObject { ["date"] = slot.Date, ["start"] = slot.Start })];
}
