using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Extranet;

/// <summary>A status with a problem document (RFC 9457) where it is a refusal.</summary>
internal sealed record Reply(int Status, byte[]? Document) : IReply
{
    public bool HasMessage => Status is StatusCodes.Status202Accepted or StatusCodes.Status409Conflict;

    /// <summary>Whether to say, with a 401, what is asked for.</summary>
    public bool Challenge { get; init; }

    public static Reply Problem(int status, string code, string detail, Dictionary<string, string>? errors = null)
    {
        using var document = new MemoryStream();
        using (var writer = new Utf8JsonWriter(document))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "about:blank");
            writer.WriteString("title", code);
            writer.WriteNumber("status", status);
            writer.WriteString("detail", detail);
            writer.WriteString("code", code);
            if (errors is not null)
            {
                writer.WriteStartObject("errors");
                foreach (var (path, rule) in errors)
                {
                    writer.WriteStartArray(path);
                    writer.WriteStringValue(rule);
                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return new Reply(status, document.ToArray());
    }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        if (Challenge)
        {
            response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }

        if (Document is not null)
        {
            response.ContentType = "application/problem+json";
            response.ContentLength = Document.Length;
            await response.Body.WriteAsync(Document, cancellationToken);
        }
    }
}
