using Microsoft.AspNetCore.Http.Metadata;

namespace MobileBackend.Api.Http;

/// <summary>
/// A limit of its own for the body of an action, set by the routing, before anybody reads. The framework's <c>[RequestSizeLimit]</c> comes too late: a body
/// in chunks has begun to arrive by then.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyLimitAttribute(long bytes) : Attribute, IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
