using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Http;
using MobileBackend.Api.Json;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Binding;

/// <summary>
/// Reads a request body strictly: first as JSON, then as the record that the action takes. What fails is told apart:
/// bytes that are not JSON, and JSON that is not what was asked for, with the path of the field.
/// </summary>
internal sealed class JsonBodyFormatter : TextInputFormatter
{
    private const string Json = "application/json";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public JsonBodyFormatter()
    {
        SupportedMediaTypes.Add(MediaTypeHeaderValue.Parse(Json));
        SupportedEncodings.Add(StrictUtf8);
    }

    /// <summary>Not its relatives: the framework would take <c>application/vnd.api+json</c> for a kind of it.</summary>
    public override bool CanRead(InputFormatterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return base.CanRead(context)
            && MediaTypeHeaderValue.TryParse(context.HttpContext.Request.ContentType, out var type)
            && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase);
    }

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await ReadAllAsync(context.HttpContext) is not { } bytes)
        {
            return Refuse(context, ApiErrors.TooLarge);
        }

        if (!JsonScan.IsWellFormed(bytes))
        {
            return Refuse(context, ApiErrors.MalformedJson);
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, context.ModelType, ApiJson.Options) is { } body
                ? await InputFormatterResult.SuccessAsync(body)
                : Refuse(context, ApiErrors.InvalidValue.At(JsonScan.Root));
        }
        catch (JsonException exception)
        {
            return Refuse(context, JsonScan.Explain(exception));
        }
    }

    /// <summary>Null when there is more than the limit, which Kestrel enforces too but a test's server does not.</summary>
    private static async Task<byte[]?> ReadAllAsync(HttpContext http)
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? HttpLimits.MaximumBodyBytes;
        if (http.Request.ContentLength > limit)
        {
            return null;
        }

        using var buffer = new MemoryStream((int)(http.Request.ContentLength ?? 1024));
        var chunk = new byte[4096];
        int count;
        while ((count = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (buffer.Length + count > limit)
            {
                return null;
            }

            buffer.Write(chunk, 0, count);
        }

        return buffer.ToArray();
    }

    private static InputFormatterResult Refuse(InputFormatterContext context, Error error)
    {
        context.HttpContext.Features.Set(new RefusedBody(error));
        context.ModelState.TryAddModelError(error.Field ?? JsonScan.Root, error.Code);
        return InputFormatterResult.Failure();
    }
}
