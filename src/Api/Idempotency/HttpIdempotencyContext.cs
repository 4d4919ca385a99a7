using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Api.Idempotency;

/// <summary>Carries the key from the filter to the pipeline, and the word that an answer was a repetition back to the client.</summary>
internal sealed class HttpIdempotencyContext(IHttpContextAccessor accessor) : IIdempotencyContext
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    public IdempotencyRequest? Request { get; private set; }

    public void Use(IdempotencyRequest request) => Request = request;

    public void MarkReplayed() => accessor.HttpContext?.Response.Headers.Append(ReplayedHeader, "true");
}
