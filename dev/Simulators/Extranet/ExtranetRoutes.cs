using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Extranet;

/// <summary>All that the simulator answers; README.md of the project lists it.</summary>
internal sealed class ExtranetRoutes(ExtranetBook book, FaultScript script, ExtranetTokens tokens, ExtranetSimulatorOptions options, CancellationToken stopping)
{
    private const string Json = "application/json";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/callback-requests", new CallbackRequestsEndpoint(book, script, tokens, options.Clock, stopping).HandleAsync);
        routes.MapPost("/oauth/token", GiveTokenAsync);
        routes.MapDelete("/oauth/tokens", http => Done(http, tokens.RevokeIssued));
        routes.MapGet("/", ShowPageAsync);
        routes.MapGet("/messages", ListMessagesAsync);
        routes.MapGet("/requests", ListRequestsAsync);
        routes.MapDelete("/book", ClearBookAsync);
        routes.MapGet("/script", http => WriteAsync(http.Response, Json, ScriptDocument.Write(script.Rules)));
        routes.MapPut("/script", ReplaceScriptAsync);
        routes.MapDelete("/script", http => Done(http, script.Clear));
    }

    private static Task Done(HttpContext http, Action action)
    {
        action();
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpResponse response, string contentType, ReadOnlyMemory<byte> body)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(body);
    }

    private static (string? Id, string? Secret) CredentialsOf(HttpRequest request, IFormCollection form)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !"Basic".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase))
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

        await WriteAsync(http.Response, Json, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)options.TokenLifetime.TotalSeconds,
        }));
    }

    private static Task RefuseTokenAsync(HttpResponse response, int status, string error)
    {
        response.StatusCode = status;
        return WriteAsync(response, Json, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["error"] = error }));
    }

    private Task ShowPageAsync(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        var page = ExtranetPage.Render(book, script, http.Request.Query["callbackId"], refreshes: http.Request.Query["refresh"] != "0");
        return WriteAsync(http.Response, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    private Task ListMessagesAsync(HttpContext http) => ListAsync(
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

    private Task ListRequestsAsync(HttpContext http) => ListAsync(http, book.Requests, static (writer, request) =>
    {
        writer.WriteNumber("sequence", request.Sequence);
        writer.WriteString("receivedAt", request.ReceivedAt.UtcDateTime);
        WriteText(writer, "messageId", request.MessageId);
        WriteText(writer, "type", request.Type);
        WriteText(writer, "callbackId", request.CallbackId);
        WriteText(writer, "idempotencyKey", request.IdempotencyKey);
        writer.WriteBoolean("stored", request.Stored);
        writer.WriteBoolean("duplicate", request.Duplicate);
        WriteText(writer, "fault", request.Fault?.Ending.ToString().ToLowerInvariant());
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

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static async Task ListAsync<T>(HttpContext http, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        http.Response.ContentType = Json;
        http.Response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
            if (writer.BytesPending > 32 * 1024)
            {
                await writer.FlushAsync(http.RequestAborted);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async Task ClearBookAsync(HttpContext http)
    {
        await book.ClearAsync();
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ReplaceScriptAsync(HttpContext http)
    {
        try
        {
            script.ReplaceBy(await ScriptDocument.ReadRulesAsync(http.Request.Body, http.RequestAborted));
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException refusal)
        {
            await Reply.Problem(StatusCodes.Status400BadRequest, "no-script", refusal.Message).WriteAsync(http.Response, http.RequestAborted);
        }
    }
}
