namespace MobileBackend.Infrastructure.Outbox;

/// <summary>How one delivery ended.</summary>
internal abstract record DeliveryOutcome
{
    /// <summary>The destination has the message, now or from an earlier delivery.</summary>
    public sealed record Delivered : DeliveryOutcome;

    /// <summary>The destination will never take this message as it is.</summary>
    public sealed record Refused(string Fault) : DeliveryOutcome;

    /// <summary>The channel failed; the message is fine.</summary>
    /// <param name="Fault">A status or a kind of fault.</param>
    /// <param name="RetryAfter">What the destination asked for, if it did.</param>
    public sealed record Failed(string Fault, TimeSpan? RetryAfter) : DeliveryOutcome;
}
