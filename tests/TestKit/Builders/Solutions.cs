using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MobileBackend.TestKit.Builders;

/// <summary>Solves challenges as a page would.</summary>
public static class Solutions
{
    public const string Header = "X-Challenge-Solution";

    /// <summary>Gets a challenge and solves it.</summary>
    public static async Task<string> SolveChallengeAsync(this HttpClient client, string flow = "callback") =>
        Solve(await client.GetAsync($"/api/v1/challenges?for={flow}").ReadAsync(HttpStatusCode.OK));

    /// <summary>What goes into the header, or what <paramref name="change"/> makes of it.</summary>
    public static string Solve(JsonNode challenge, Action<JsonObject>? change = null)
    {
        var (salt, wanted) = ((string)challenge["salt"]!, (string)challenge["challenge"]!);
        for (var number = 0; number <= (int)challenge["maxnumber"]!; number++)
        {
            var tried = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + number.ToString(CultureInfo.InvariantCulture))));
            if (tried == wanted)
            {
                var solution = new JsonObject
                {
                    ["algorithm"] = (string)challenge["algorithm"]!,
                    ["challenge"] = wanted,
                    ["number"] = number,
                    ["salt"] = salt,
                    ["signature"] = (string)challenge["signature"]!,
                    ["took"] = 12,
                };
                change?.Invoke(solution);
                return Encode(solution);
            }
        }

        throw new InvalidOperationException("The challenge has no solution.");
    }

    public static string Encode(JsonNode solution) => Convert.ToBase64String(Encoding.UTF8.GetBytes(solution.ToJsonString()));

    /// <summary>Posts a body with headers of its own.</summary>
    public static Task<HttpResponseMessage> PostWithAsync(this HttpClient client, string path, JsonNode body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(request);
    }
}
