using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Extranet;

/// <summary>All that the simulator answers; README.md of the project lists it.</summary>
internal sealed class ExtranetRoutes(
    ExtranetBook book, FaultScript<ExtranetRequest> script, ExtranetTokens tokens, ExtranetSimulatorOptions options, CancellationToken stopping)
{
    private static readonly Dictionary<string, FaultStep> NoNames = [];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/callback-requests", new CallbackRequestsEndpoint(book, script, tokens, options.Clock, stopping).HandleAsync);
        routes.MapPost("/oauth/token", GiveTokenAsync);
        routes.MapDelete("/oauth/tokens", http => HttpAnswers.DoneAsync(http, tokens.RevokeIssued));
        routes.MapGet("/", ShowPageAsync);
        routes.MapGet("/messages", ListMessagesAsync);
        routes.MapGet("/requests", ListRequestsAsync);
        routes.MapDelete("/book", ClearBookAsync);
        new ScriptRoutes<ExtranetRequest, ExtranetMatch>(script, NoNames, RefuseScriptAsync).Map(routes);
    }

    private static (string? Id, string? Secret) CredentialsOf(HttpRequest request, IFormCollection form)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !"Basic".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (form["client_id"], form["client_secret"]);
        }

        Span<byte> decoded = new byte[(header.Parameter?.Length ?? 0) + 4];
        if (!Convert.TryFromBase64String(header.Parameter ?? string.Empty, decoded, out var length))
        {
            return default;
        }

        // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
        return Encoding.UTF8.GetString(decoded[..length]).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : default;
    }

    private static Task RefuseScriptAsync(HttpResponse response, string reason, CancellationToken cancellationToken) =>
        Reply.Problem(StatusCodes.Status400BadRequest, "no-script", reason).WriteAsync(response, cancellationToken);

    private async Task GiveTokenAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            await RefuseTokenAsync(http.Response, StatusCodes.Status400BadRequest, "invalid_request");
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["grant_type"] != "client_credentials")
        {
            await RefuseTokenAsync(http.Response, StatusCodes.Status400BadRequest, "unsupported_grant_type");
            return;
        }

        var (id, secret) = CredentialsOf(http.Request, form);
        if (tokens.Issue(id, secret) is not { } token)
        {
            await RefuseTokenAsync(http.Response, StatusCodes.Status401Unauthorized, "invalid_client");
            return;
        }

        await HttpAnswers.WriteAsync(http.Response, HttpAnswers.Json, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)options.TokenLifetime.TotalSeconds,
        }));
    }

    private static Task RefuseTokenAsync(HttpResponse response, int status, string error)
    {
        response.StatusCode = status;
        return HttpAnswers.WriteAsync(response, HttpAnswers.Json, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["error"] = error }));
    }

    private Task ShowPageAsync(HttpContext http) => HttpAnswers.WritePageAsync(
        http.Response,
        ExtranetPage.Render(book, script, http.Request.Query["callbackId"], refreshes: http.Request.Query["refresh"] != "0"));

    private Task ListMessagesAsync(HttpContext http) => HttpAnswers.ListAsync(
        http,
        http.Request.Query["callbackId"] is [{ } callbackId] ? book.MessagesOf(callbackId) : book.Messages,
        static (writer, message) =>
        {
            writer.WriteNumber("sequence", message.Sequence);
            writer.WriteString("receivedAt", message.ReceivedAt.UtcDateTime);
            writer.WriteString("messageId", message.MessageId);
            writer.WriteString("type", message.Type);
            writer.WriteString("callbackId", message.CallbackId);
            writer.WriteNumber("duplicates", message.Duplicates);
            writer.WritePropertyName("body");
            writer.WriteRawValue(message.Utf8Body.Span, skipInputValidation: true);
        });

    private Task ListRequestsAsync(HttpContext http) => HttpAnswers.ListAsync(http, book.Requests, static (writer, request) =>
    {
        writer.WriteNumber("sequence", request.Sequence);
        writer.WriteString("receivedAt", request.ReceivedAt.UtcDateTime);
        HttpAnswers.WriteText(writer, "messageId", request.MessageId);
        HttpAnswers.WriteText(writer, "type", request.Type);
        HttpAnswers.WriteText(writer, "callbackId", request.CallbackId);
        HttpAnswers.WriteText(writer, "idempotencyKey", request.IdempotencyKey);
        writer.WriteBoolean("stored", request.Stored);
        writer.WriteBoolean("duplicate", request.Duplicate);
        HttpAnswers.WriteText(writer, "fault", request.Fault?.Ending.ToString().ToLowerInvariant());
        if (request.AnswerStatus is { } status)
        {
            writer.WriteNumber("answer", status);
        }

        writer.WritePropertyName("body");
        if (request.IsJson)
        {
            writer.WriteRawValue(request.Utf8Body.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(request.Body);
        }
    });

    private async Task ClearBookAsync(HttpContext http)
    {
        await book.ClearAsync();
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
