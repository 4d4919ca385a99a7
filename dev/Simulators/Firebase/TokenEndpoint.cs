using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>A request for an access token; what it carried is not kept.</summary>
public sealed record TokenRequest(DateTimeOffset ReceivedAt);

/// <summary><c>POST /token</c>: an access token for an assertion of the service account.</summary>
internal sealed class TokenEndpoint(
    FirebaseSimulator simulator, ServiceAccount account, AccessTokens tokens, FirebaseSimulatorOptions options, CancellationToken stopping)
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public async Task HandleAsync(HttpContext http)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            var step = simulator.TokenScript.Take(new TokenRequest(options.Clock.GetUtcNow())) ?? FaultStep.Pass;
            await FaultPlay.AnswerAsync(http, step, options.Clock, async () => await JudgeAsync(http.Request, over.Token), static _ => { }, over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && over.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private async ValueTask<IReply> JudgeAsync(HttpRequest request, CancellationToken over)
    {
        if (!request.HasFormContentType)
        {
            return TokenReply.Refusal(new TokenRefusal("invalid_request", "Required parameter is missing: grant_type"));
        }

        var form = await request.ReadFormAsync(over);
        if (form["grant_type"] is not [{ Length: > 0 } grant])
        {
            return TokenReply.Refusal(new TokenRefusal("invalid_request", "Required parameter is missing: grant_type"));
        }

        if (grant != JwtBearer)
        {
            return TokenReply.Refusal(new TokenRefusal("unsupported_grant_type", $"Invalid grant_type: {grant}"));
        }

        if (form["assertion"] is not [{ Length: > 0 } assertion])
        {
            return TokenReply.Refusal(new TokenRefusal("invalid_request", "Required parameter is missing: assertion"));
        }

        return Assertion.Check(assertion, account, simulator.TokenEndpoint, options.Clock.GetUtcNow()) is { } refusal
            ? TokenReply.Refusal(refusal)
            : TokenReply.Token(tokens.Issue(), options.TokenLifetime);
    }

    private sealed record TokenReply(int Status, byte[] Body) : IReply
    {
        public bool HasMessage => Status == StatusCodes.Status200OK;

        public static TokenReply Token(string token, TimeSpan lifetime) => Of(StatusCodes.Status200OK, new()
        {
            ["access_token"] = token,
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["token_type"] = "Bearer",
        });

        public static TokenReply Refusal(TokenRefusal refusal) => Of(StatusCodes.Status400BadRequest, new()
        {
            ["error"] = refusal.Error,
            ["error_description"] = refusal.Description,
        });

        public Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
        {
            response.StatusCode = Status;
            return HttpAnswers.WriteAsync(response, HttpAnswers.Json, Body);
        }

        private static TokenReply Of(int status, Dictionary<string, object> body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body));
    }
}
