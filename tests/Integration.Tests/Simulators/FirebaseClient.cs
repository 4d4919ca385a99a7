using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Firebase;

namespace MobileBackend.Integration.Tests.Simulators;

/// <summary>Signs in and sends what the service would send, over cleartext HTTP/2; page and tokens by HTTP/1.1.</summary>
internal sealed class FirebaseClient : IDisposable
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private readonly FirebaseSimulator _firebase;
    private readonly TimeProvider _clock;
    private readonly JsonNode _account;
    private readonly RSA _key = RSA.Create();

    public FirebaseClient(FirebaseSimulator firebase, TimeProvider? clock = null)
    {
        _firebase = firebase;
        _clock = clock ?? TimeProvider.System;
        _account = JsonNode.Parse(firebase.ServiceAccountJson)!;
        _key.ImportFromPem((string)_account["private_key"]!);
        Messages = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, EnableMultipleHttp2Connections = true })
        {
            BaseAddress = firebase.BaseAddress,
            Timeout = TimeSpan.FromSeconds(30),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        Page = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = firebase.PageAddress, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Messages { get; }

    public HttpClient Page { get; }

    public string? Token { get; set; }

    public static async Task<FirebaseClient> SignedInAsync(FirebaseSimulator firebase, TimeProvider? clock = null)
    {
        var client = new FirebaseClient(firebase, clock);
        await client.SignInAsync();
        return client;
    }

    public static JsonObject Message(
        string token = "phone-1", string? messageId = null, string title = "Jeanne pense à vous", string text = "Un mot pour aujourd’hui.") =>
        new()
        {
            ["message"] = new JsonObject
            {
                ["token"] = token,
                ["notification"] = new JsonObject { ["title"] = title, ["body"] = text },
                ["data"] = new JsonObject { ["messageId"] = messageId ?? ExtranetClient.NewId() },
                ["android"] = new JsonObject { ["priority"] = "normal", ["ttl"] = "14400s", ["notification"] = new JsonObject { ["channel_id"] = "coach" } },
                ["apns"] = new JsonObject { ["headers"] = new JsonObject { ["apns-priority"] = "5" } },
            },
        };

    /// <summary>The claims that earn a token.</summary>
    public JsonObject Claims()
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = (string)_account["client_email"]!,
            ["scope"] = "https://www.googleapis.com/auth/firebase.messaging",
            ["aud"] = (string)_account["token_uri"]!,
            ["iat"] = now,
            ["exp"] = now + 3600,
        };
    }

    public JsonObject Header() => new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = (string)_account["private_key_id"]! };

    public string Sign(JsonObject header, JsonObject claims, RSA? key = null)
    {
        var signed = string.Join('.', new[] { header, claims }.Select(part => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()))));
        var signature = (key ?? _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public async Task<(int Status, JsonNode Body)> AskForTokenAsync(string? assertion, string? grantType = JwtBearer)
    {
        var form = new Dictionary<string, string?> { ["grant_type"] = grantType, ["assertion"] = assertion };
        using var content = new FormUrlEncodedContent(form.Where(field => field.Value is not null)!);
        using var answer = await Page.PostAsync(_firebase.TokenEndpoint, content);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task SignInAsync()
    {
        var (_, body) = await AskForTokenAsync(Sign(Header(), Claims()));
        Token = (string)body["access_token"]!;
    }

    public Task<HttpResponseMessage> SendAsync(JsonObject message, CancellationToken cancellationToken = default) =>
        SendAsync(message.ToJsonString(), cancellationToken: cancellationToken);

    public async Task<HttpResponseMessage> SendAsync(
        string body, string? project = null, HttpClient? over = null, CancellationToken cancellationToken = default)
    {
        var http = over ?? Messages;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/projects/{project ?? _firebase.ProjectId}/messages:send")
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = Token is null ? null : new AuthenticationHeaderValue("Bearer", Token);
        return await http.SendAsync(request, cancellationToken);
    }

    public async Task<int> StatusOfAsync(JsonObject message)
    {
        using var answer = await SendAsync(message);
        return (int)answer.StatusCode;
    }

    public async Task<(int Status, JsonNode Error)> RefusalOfAsync(string body, string? project = null)
    {
        using var answer = await SendAsync(body, project);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!);
    }

    public Task<(int Status, JsonNode Error)> RefusalOfAsync(JsonObject message) => RefusalOfAsync(message.ToJsonString());

    public async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await Page.GetStringAsync(path))!;

    public void Dispose()
    {
        Messages.Dispose();
        Page.Dispose();
        _key.Dispose();
    }

    /// <summary>FCM's own code, of its detail.</summary>
    public static string? FcmCodeOf(JsonNode error) => (string?)DetailOf(error, "google.firebase.fcm.v1.FcmError")?["errorCode"];

    /// <summary>The member at fault, of a <c>BadRequest</c>.</summary>
    public static string? FieldOf(JsonNode error) => (string?)DetailOf(error, "google.rpc.BadRequest")?["fieldViolations"]![0]!["field"];

    private static JsonNode? DetailOf(JsonNode error, string type) =>
        error["details"]?.AsArray().SingleOrDefault(detail => (string?)detail!["@type"] == "type.googleapis.com/" + type);
}
