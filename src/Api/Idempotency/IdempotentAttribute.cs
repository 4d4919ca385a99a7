namespace MobileBackend.Api.Idempotency;

/// <summary>A POST that creates, and takes <c>Idempotency-Key</c>; the published document says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
