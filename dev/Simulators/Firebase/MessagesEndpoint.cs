using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary><c>POST /v1/projects/{project}/messages:send</c>: notes, lets the script interfere, checks, takes on, answers.</summary>
internal sealed class MessagesEndpoint(FirebaseSimulator simulator, AccessTokens tokens, FirebaseSimulatorOptions options, CancellationToken stopping)
{
    private const int MostBytes = 64 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        FcmRequest? request = null;
        try
        {
            var body = await HttpAnswers.ReadAsync(http.Request, MostBytes, over.Token);
            using var document = body is null ? null : JsonMembers.Parse(body);
            var received = simulator.Book.Receive(options.Clock.GetUtcNow(), (string)http.Request.RouteValues["project"]!, body, document);
            request = received;
            received.Fault = simulator.Script.Take(received);
            await FaultPlay.AnswerAsync(
                http,
                received.Fault ?? FaultStep.Pass,
                options.Clock,
                () => ValueTask.FromResult(TakeOn(http.Request, received, tooLong: body is null, document)),
                status => simulator.Book.Answered(received, status),
                over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && over.IsCancellationRequested)
        {
            if (request is { Outcome: null })
            {
                simulator.Book.Answered(request, null);
            }

            http.Abort();
        }
    }

    private IReply TakeOn(HttpRequest http, FcmRequest request, bool tooLong, JsonDocument? document)
    {
        if (Check(http, request, tooLong, document) is { } refusal)
        {
            request.Refusal = refusal;
            return refusal;
        }

        var body = document!.RootElement;
        if (FcmSchema.Member(body, "validate_only").ValueKind == JsonValueKind.True)
        {
            return new AcceptedReply($"projects/{request.Project}/messages/fake_message_id");
        }

        var micros = request.ReceivedAt.ToUnixTimeMilliseconds() * 1000;
        var name = string.Create(CultureInfo.InvariantCulture, $"projects/{request.Project}/messages/0:{micros}%{request.Sequence:x16}");
        simulator.Book.Accept(request, name, body);
        return new AcceptedReply(name);
    }

    private FcmError? Check(HttpRequest http, FcmRequest request, bool tooLong, JsonDocument? document)
    {
        if (http.Headers.Authorization is not [{ Length: > 0 } authorization])
        {
            return FcmError.CredentialsMissing;
        }

        if (!tokens.Takes(authorization))
        {
            return FcmError.Unauthorized;
        }

        if (request.Project != options.ProjectId)
        {
            return FcmError.BareNotFound;
        }

        if (tooLong)
        {
            return FcmError.InvalidPayload("message", "Message is too big");
        }

        return document is null
            ? FcmError.InvalidJson(string.Empty, "Invalid JSON payload received. Unexpected token.")
            : FcmSchema.Check(document.RootElement) ?? FcmRules.Check(document.RootElement);
    }

    private sealed record AcceptedReply(string Name) : IReply
    {
        public int Status => StatusCodes.Status200OK;

        public bool HasMessage => true;

        public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["name"] = Name });
            response.ContentType = "application/json; charset=UTF-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, cancellationToken);
        }
    }
}
