using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Json;

namespace MobileBackend.Api.Caching;

/// <summary>
/// A read that is the same for everyone who asks in the same language: caches may keep it for a while, and whoever has it already is
/// told so (304) instead of being sent it again.
/// </summary>
/// <param name="maxAgeSeconds">How long it may be reused without asking.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicReadAttribute(int maxAgeSeconds) : Attribute, IAsyncResultFilter
{
    public int MaxAgeSeconds => maxAgeSeconds;

    public Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return context.Result is OkObjectResult { Value: { } value } ? AnswerAsync(context, value) : next();
    }

    private Task AnswerAsync(ResultExecutingContext context, object value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        var response = context.HttpContext.Response;
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={maxAgeSeconds}");
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var known = context.HttpContext.Request.GetTypedHeaders().IfNoneMatch;
        if (known.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.HttpContext.RequestAborted).AsTask();
    }
}
