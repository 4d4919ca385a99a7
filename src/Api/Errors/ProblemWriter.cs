using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Http;
using MobileBackend.Api.Json;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

/// <summary>Answers with an error as RFC 9457 <c>application/problem+json</c>, in the client's language.</summary>
public interface IProblemWriter
{
    /// <summary>Writes status, headers (<c>Retry-After</c>) and body. An answer that is already on its way is cut instead.</summary>
    Task WriteAsync(HttpContext context, Error error);
}

internal sealed class ProblemWriter : IProblemWriter
{
    public const string ContentType = "application/problem+json";

    /// <summary>Spread, so that those who were refused together do not come back in one wave.</summary>
    private const int ShortestRetryAfterSeconds = 2;
    private const int LongestRetryAfterSeconds = 8;

    public Task WriteAsync(HttpContext context, Error error)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(error);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        error = WithRetryAfter(error);
        var status = ErrorPresentation.StatusOf(error);
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove(HeaderNames.ETag);
        if (error.Extensions.TryGetValue(CommonErrors.RetryAfterSeconds, out var seconds))
        {
            context.Response.Headers.RetryAfter = Convert.ToString(seconds, CultureInfo.InvariantCulture);
        }

        CloseOverlong(context);
        var body = Body(error, status, context);
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>
    /// A body over the limit that nobody read makes the server drop the connection after the answer. The client is told, or it would send
    /// its next request into a connection that is gone.
    /// </summary>
    private static void CloseOverlong(HttpContext context)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol)
            && (context.Request.ContentLength > HttpLimits.MaximumBodyBytes || context.Request.Headers.TransferEncoding.Count > 0))
        {
            context.Response.Headers.Connection = "close";
        }
    }

    /// <summary>Who is asked to come back is always told when.</summary>
    private static Error WithRetryAfter(Error error) =>
        error.Type is ErrorType.Unavailable or ErrorType.RateLimited && error != ApiErrors.Internal
            && !error.Extensions.ContainsKey(CommonErrors.RetryAfterSeconds)
            ? error.With(CommonErrors.RetryAfterSeconds, Random.Shared.Next(ShortestRetryAfterSeconds, LongestRetryAfterSeconds + 1))
            : error;

    private static byte[] Body(Error error, int status, HttpContext context)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", $"/problems/{error.Code}");
            json.WriteString("title", ErrorPresentation.TitleOf(error).ToString());
            json.WriteNumber("status", status);
            json.WriteString("detail", error.Text.ToString());
            json.WriteString("code", error.Code);
            json.WriteString("traceId", Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
            if (error.Field is { } field)
            {
                json.WriteStartObject(ValidationErrors.Member);
                json.WriteStartArray(field);
                json.WriteStringValue(error.Text.ToString());
                json.WriteEndArray();
                json.WriteEndObject();
            }

            foreach (var (name, value) in error.Extensions)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, value.GetType(), ApiJson.Options);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}

/// <summary>An action's answer that is an error.</summary>
public sealed class ProblemResult(Error error) : ActionResult
{
    public Error Error => error;

    public override Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.HttpContext.RequestServices.GetRequiredService<IProblemWriter>().WriteAsync(context.HttpContext, error);
    }
}
