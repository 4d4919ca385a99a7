using System.Buffers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Extranet;

/// <summary><c>POST /callback-requests</c>: notes, lets the script interfere, checks, stores once, answers.</summary>
internal sealed class CallbackRequestsEndpoint(ExtranetBook book, FaultScript script, ExtranetTokens tokens, TimeProvider clock, CancellationToken stopping)
{
    private const int MostBytes = 64 * 1024;
    private static readonly byte[] Padding = [.. Enumerable.Repeat((byte)'.', 64 * 1024)];

    public async Task HandleAsync(HttpContext http)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        ExtranetRequest? request = null;
        try
        {
            var body = await ReadAsync(http.Request, over.Token);
            using var document = body is null ? null : MessageContract.Parse(body);
            var key = http.Request.Headers["Idempotency-Key"] is [var single] ? single : null;
            request = book.Receive(clock.GetUtcNow(), key, body, MessageContract.HeadOf(document));
            request.Fault = script.Take(request);
            await AnswerAsync(http, request, body is null, document, over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && over.IsCancellationRequested)
        {
            Cut(http, request);
        }
    }

    private async Task AnswerAsync(HttpContext http, ExtranetRequest request, bool tooLarge, JsonDocument? document, CancellationToken over)
    {
        var step = request.Fault ?? FaultStep.Pass;
        if (!step.Stores)
        {
            await WaitAsync(step.Delay, over);
        }

        if (step.Stores || step.Ending == FaultEnding.Pass)
        {
            var reply = await HandOverAsync(http.Request, request, tooLarge, document);
            if (step.Stores)
            {
                await WaitAsync(step.Delay, over);
            }

            // A message that the extranet refuses has nothing to be stored, so the refusal is told whatever the script says.
            if (step.Ending == FaultEnding.Pass || reply.Status is not (StatusCodes.Status202Accepted or StatusCodes.Status409Conflict))
            {
                book.Answered(request, reply.Status);
                await reply.WriteAsync(http.Response, over);
                return;
            }
        }

        switch (step.Ending)
        {
            case FaultEnding.Answer:
                book.Answered(request, step.Status);
                await WriteAsync(http.Response, step, over);
                break;
            case FaultEnding.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, over);
                break;
            default:
                Cut(http, request);
                break;
        }
    }

    private async Task<Reply> HandOverAsync(HttpRequest http, ExtranetRequest request, bool tooLarge, JsonDocument? document)
    {
        if (!tokens.Takes(http.Headers.Authorization))
        {
            return Reply.Problem(StatusCodes.Status401Unauthorized, "unauthenticated", "The bearer token is missing, unknown or has ended.") with { Challenge = true };
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

    private void Cut(HttpContext http, ExtranetRequest? request)
    {
        if (request is { AnswerStatus: null })
        {
            book.Answered(request, null);
        }

        http.Abort();
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken over) => delay > TimeSpan.Zero ? Task.Delay(delay, clock, over) : Task.CompletedTask;

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body, or <see langword="null"/> where it is longer than a message may be.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken over)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(over);
            if (read.Buffer.Length > MostBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task WriteAsync(HttpResponse response, FaultStep step, CancellationToken over)
    {
        response.StatusCode = step.Status;
        response.Headers.RetryAfter = step.RetryAfter;
        response.Headers.Location = step.Location;
        response.ContentType = step.ContentType;
        if (step.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        if (step.Body is not null)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(step.Body), over);
        }

        for (var left = step.BodyBytes; left > 0; left -= Padding.Length)
        {
            await response.Body.WriteAsync(Padding.AsMemory(0, Math.Min(left, Padding.Length)), over);
        }
    }
}
