using System.Net;
using System.Text.Json.Nodes;

namespace MobileBackend.FaultRun;

/// <summary>
/// An installed app with its anonymous account: asks until it is answered, renews its tokens where they have ended. With clocks that
/// disagree a token of one replica may have ended for another; then it renews until one takes it.
/// </summary>
internal sealed class Account(Traffic traffic, Ledger ledger, Random random, string pushToken)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private string _access = null!;
    private string _refresh = null!;

    public string PushToken => pushToken;

    /// <summary>How often an answer was 401 and tokens were renewed.</summary>
    public int Renewals { get; private set; }

    public async Task RegisterAsync()
    {
        var device = new JsonObject
        {
            ["app"] = "tis",
            ["platform"] = "android",
            ["locale"] = "fr-FR",
            ["timeZone"] = "Europe/Paris",
            ["pushToken"] = pushToken,
        };
        Answer? answer;
        while ((answer = await traffic.TryAsync(HttpMethod.Post, "/api/v1/devices", device)) is not { Status: HttpStatusCode.Created })
        {
            ComplainUnlessAskedToComeBack("POST /devices", answer);
            await Task.Delay(Pause);
        }

        Keep(answer);

        // The run may be at night, and is to see pushes.
        await AskAsync(HttpMethod.Patch, "/api/v1/devices/me", new JsonObject { ["quietHours"] = null });
    }

    /// <summary>Repeats a request, under its key if it has one, until it is answered; it is then known what became of it.</summary>
    /// <returns>The answer, and how often it was asked for; the answer is never 5xx, and 401 only where the account is gone.</returns>
    public async Task<(Answer Answer, int Tries)> AskAsync(HttpMethod method, string path, JsonNode? body = null, string? key = null)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await traffic.TryAsync(method, path, body, _access, key);
            if (answer is { Status: HttpStatusCode.Unauthorized })
            {
                if (!await RenewAsync())
                {
                    return (answer, tries);
                }
            }
            else if (answer is { Code: "idempotency-key-in-use" or "rate-limited" } or null or { Status: >= HttpStatusCode.InternalServerError })
            {
                ComplainUnlessAskedToComeBack($"{method} {path}", answer);
            }
            else
            {
                return (answer, tries);
            }

            await Task.Delay(Pause * (0.5 + random.NextDouble()));
        }
    }

    private async Task<bool> RenewAsync()
    {
        Renewals++;
        var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        while (true)
        {
            var answer = await traffic.TryAsync(HttpMethod.Post, "/api/v1/devices/tokens", new JsonObject { ["refreshToken"] = _refresh }, key: key);
            switch (answer)
            {
                case { Status: HttpStatusCode.OK }:
                    Keep(answer);
                    return true;
                case { Status: HttpStatusCode.Unauthorized }:
                    return false;
                default:
                    ComplainUnlessAskedToComeBack("POST /devices/tokens", answer);
                    await Task.Delay(Pause);
                    break;
            }
        }
    }

    private void Keep(Answer answer)
    {
        _access = (string)answer.Body!["accessToken"]!;
        _refresh = (string)answer.Body["refreshToken"]!;
    }

    private void ComplainUnlessAskedToComeBack(string what, Answer? answer)
    {
        if (answer is not (null or { Code: "idempotency-key-in-use" or "rate-limited" }))
        {
            ledger.Complain($"{what} was answered {(int)answer.Status} {answer.Code}");
        }
    }
}
