using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Filters;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Http;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Idempotency;

/// <summary>Reads the <c>Idempotency-Key</c> of an endpoint that creates something, with a digest of the body it came with.</summary>
internal sealed class IdempotencyFilter(HttpIdempotencyContext context, ICurrentCaller current) : IAsyncResourceFilter
{
    public const string KeyHeader = "Idempotency-Key";

    private const int MaximumLength = 255;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext executing, ResourceExecutionDelegate next)
    {
        if (executing.ActionDescriptor.EndpointMetadata.OfType<IdempotentAttribute>().Any()
            && executing.HttpContext.Request.Headers.TryGetValue(KeyHeader, out var header))
        {
            var key = header.ToString();
            if (header.Count != 1 || !IsUsable(key))
            {
                executing.Result = Result.Failure(IdempotencyKeyErrors.Unusable.At(KeyHeader)).ToActionResult();
                return;
            }

            var request = executing.HttpContext.Request;
            var scope = $"{current.Caller.Partition}\n{request.Method} {PathOf(request)}";
            context.Use(new IdempotencyRequest(scope, key, await DigestAsync(request, LargestBody(executing), executing.HttpContext.RequestAborted)));
        }

        await next();
    }

    /// <summary>
    /// The path as it was called, ids included: the same key on two things is two requests. Routes match in any case, with or without a slash at the end.
    /// </summary>
    private static string PathOf(HttpRequest request) => request.Path.ToString().TrimEnd('/').ToLowerInvariant();

    private static bool IsUsable(string key) => key.Length is >= 1 and <= MaximumLength && key.All(character => character is >= ' ' and <= '~');

    /// <summary>Of this action.</summary>
    private static int LargestBody(ResourceExecutingContext executing) =>
        (int)(executing.ActionDescriptor.EndpointMetadata.OfType<IRequestSizeLimitMetadata>().LastOrDefault()?.MaxRequestBodySize
            ?? HttpLimits.MaximumBodyBytes);

    /// <summary>Kept in memory, as large as it may be, and read again by the model binder: nothing a person sent is ever spilled to a file.</summary>
    private static async Task<string> DigestAsync(HttpRequest request, int largest, CancellationToken cancellationToken)
    {
        request.EnableBuffering(bufferThreshold: largest);
        var digest = await SHA256.HashDataAsync(request.Body, cancellationToken);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(digest);
    }
}

public static class IdempotencyKeyErrors
{
    public static Error Unusable { get; } = Error.Invalid(
        "La clé d’idempotence doit compter de 1 à 255 caractères imprimables.",
        "The idempotency key must have 1 to 255 printable characters.");
}
