using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobileBackend.Simulators.Faults;
using static MobileBackend.Simulators.Hosting.HttpAnswers;

namespace MobileBackend.Simulators.Firebase;

/// <summary>All that the simulator answers, on either port; README.md of the project lists it.</summary>
internal sealed class FirebaseRoutes(
    FirebaseSimulator simulator, ServiceAccount account, AccessTokens tokens, FirebaseSimulatorOptions options, CancellationToken stopping)
{
    private readonly FcmBook _book = simulator.Book;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/projects/{project}/messages:send", new MessagesEndpoint(simulator, tokens, options, stopping).HandleAsync);
        routes.MapPost("/token", new TokenEndpoint(simulator, account, tokens, options, stopping).HandleAsync);
        routes.MapDelete("/tokens", http => DoneAsync(http, tokens.Revoke));
        routes.MapGet("/", ShowPageAsync);
        routes.MapGet("/phones", http => ListAsync(http, Phone.Of(_book.Messages), WritePhone));
        routes.MapGet("/messages", ListMessagesAsync);
        routes.MapGet("/requests", http => ListAsync(http, _book.Requests, WriteRequest));
        routes.MapGet("/counts", http => WriteAsync(http.Response, Json, Counts()));
        routes.MapDelete("/book", http => DoneAsync(http, _book.Clear));
        new ScriptRoutes<FcmRequest, FcmMatch>(simulator.Script, FcmFault.ByName, RefuseScriptAsync).Map(routes);
    }

    private static Task RefuseScriptAsync(HttpResponse response, string reason, CancellationToken cancellationToken) =>
        new FcmError(StatusCodes.Status400BadRequest, reason, "INVALID_ARGUMENT").WriteAsync(response, cancellationToken);

    private static void WritePhone(Utf8JsonWriter writer, Phone phone)
    {
        writer.WriteString(phone.IsTopic ? "topic" : "token", phone.Target);
        writer.WriteNumber("silent", phone.SilentCount);
        writer.WriteStartArray("notifications");
        foreach (var shown in phone.Notifications)
        {
            writer.WriteStartObject();
            WriteText(writer, "title", shown.Message.Title);
            WriteText(writer, "body", shown.Message.Text);
            WriteText(writer, "messageId", shown.Message.MessageId);
            writer.WriteString("receivedAt", shown.Message.ReceivedAt.UtcDateTime);
            writer.WriteNumber("replacements", shown.Replacements);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, FcmMessage message)
    {
        writer.WriteNumber("sequence", message.Sequence);
        writer.WriteString("receivedAt", message.ReceivedAt.UtcDateTime);
        writer.WriteString("name", message.Name);
        WriteText(writer, "token", message.Token);
        WriteText(writer, "topic", message.Topic);
        WriteText(writer, "condition", message.Condition);
        WriteText(writer, "messageId", message.MessageId);
        writer.WritePropertyName("body");
        writer.WriteRawValue(message.Body, skipInputValidation: true);
    }

    private static void WriteRequest(Utf8JsonWriter writer, FcmRequest request)
    {
        writer.WriteNumber("sequence", request.Sequence);
        writer.WriteString("receivedAt", request.ReceivedAt.UtcDateTime);
        writer.WriteString("project", request.Project);
        WriteText(writer, "token", request.Token);
        WriteText(writer, "topic", request.Topic);
        WriteText(writer, "condition", request.Condition);
        WriteText(writer, "messageId", request.MessageId);
        writer.WriteBoolean("accepted", request.Accepted);
        WriteText(writer, "outcome", request.Outcome);
        WriteText(writer, "fault", request.Fault?.Name ?? request.Fault?.Ending.ToString().ToLowerInvariant());
        if (request.AnswerStatus is { } status)
        {
            writer.WriteNumber("answer", status);
        }

        writer.WriteString("body", request.Body);
    }

    private Task ShowPageAsync(HttpContext http) =>
        WritePageAsync(http.Response, PhonesPage.Render(_book, simulator.Script.Rules.Count, refreshes: http.Request.Query["refresh"] != "0"));

    private Task ListMessagesAsync(HttpContext http) =>
        ListAsync(http, http.Request.Query["token"] is [{ } token] ? _book.MessagesTo(token) : _book.Messages, WriteMessage);

    private byte[] Counts()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteNumber("requests", _book.RequestCount);
            writer.WriteNumber("messages", _book.MessageCount);
            writer.WriteNumber("distinctMessageIds", _book.DistinctMessageIds);
            writer.WriteNumber("doubles", _book.DoubleCount);
            writer.WriteNumber("mostRequestsInOneSecond", _book.MostRequestsInOneSecond);
            writer.WriteNumber("mostAcceptedInOneSecond", _book.MostAcceptedInOneSecond);
            writer.WriteNumber("tokensIssued", simulator.TokensIssued);
            writer.WriteStartObject("outcomes");
            foreach (var (outcome, count) in _book.Outcomes)
            {
                writer.WriteNumber(outcome, count);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.ToArray();
    }
}
