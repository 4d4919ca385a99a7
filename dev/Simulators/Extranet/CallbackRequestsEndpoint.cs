using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Extranet;

/// <summary><c>POST /callback-requests</c>: notes, lets the script interfere, checks, stores once, answers.</summary>
internal sealed class CallbackRequestsEndpoint(
    ExtranetBook book, FaultScript<ExtranetRequest> script, ExtranetTokens tokens, TimeProvider clock, CancellationToken stopping)
{
    private const int MostBytes = 64 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        ExtranetRequest? request = null;
        try
        {
            var body = await HttpAnswers.ReadAsync(http.Request, MostBytes, over.Token);
            using var document = body is null ? null : JsonMembers.Parse(body);
            var key = http.Request.Headers["Idempotency-Key"] is [var single] ? single : null;
            request = book.Receive(clock.GetUtcNow(), key, body, MessageContract.HeadOf(document));
            request.Fault = script.Take(request);
            var received = request;
            await FaultPlay.AnswerAsync(
                http,
                received.Fault ?? FaultStep.Pass,
                clock,
                async () => await HandOverAsync(http.Request, received, body is null, document),
                status => book.Answered(received, status),
                over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && over.IsCancellationRequested)
        {
            if (request is { AnswerStatus: null })
            {
                book.Answered(request, null);
            }

            http.Abort();
        }
    }

    private async Task<Reply> HandOverAsync(HttpRequest http, ExtranetRequest request, bool tooLarge, JsonDocument? document)
    {
        if (!tokens.Takes(http.Headers.Authorization))
        {
            var refused = Reply.Problem(StatusCodes.Status401Unauthorized, "unauthenticated", "The bearer token is missing, unknown or has ended.");
            return refused with { Challenge = true };
        }

        if (tooLarge)
        {
            return Reply.Problem(StatusCodes.Status413PayloadTooLarge, "too-large", "A message has at most 64 KiB.");
        }

        if (!IsJson(http.ContentType))
        {
            return Reply.Problem(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "A message is application/json in UTF-8.");
        }

        if (document is null)
        {
            return Reply.Problem(StatusCodes.Status400BadRequest, "malformed-json", "The body is not JSON in UTF-8.");
        }

        var problems = MessageContract.Check(document.RootElement, request.IdempotencyKey);
        if (problems.Count > 0)
        {
            return Reply.Problem(StatusCodes.Status422UnprocessableEntity, "contract-violated", "The message is not as agreed.", problems);
        }

        var message = new StoredMessage(request.ReceivedAt, request.MessageId!, request.Type!, request.CallbackId!, request.Utf8Body);
        await book.StoreAsync(request, Guid.ParseExact(request.MessageId!, "D"), message);
        return request.Duplicate
            ? Reply.Problem(StatusCodes.Status409Conflict, "already-received", "A message of this id is in the queue already.")
            : new Reply(StatusCodes.Status202Accepted, null);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
