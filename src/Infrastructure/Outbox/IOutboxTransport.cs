namespace MobileBackend.Infrastructure.Outbox;

/// <summary>How one delivery ended.</summary>
internal abstract record DeliveryOutcome
{
    /// <summary>The extranet has the message, now or from an earlier delivery.</summary>
    public sealed record Delivered : DeliveryOutcome;

    /// <summary>The extranet will never take this message as it is.</summary>
    public sealed record Refused(string Fault) : DeliveryOutcome;

    /// <summary>The channel failed; the message is fine.</summary>
    /// <param name="Fault">A status or a kind of fault.</param>
    /// <param name="RetryAfter">What the extranet asked for, if it did.</param>
    public sealed record Failed(string Fault, TimeSpan? RetryAfter) : DeliveryOutcome;
}

/// <summary>A way to the extranet.</summary>
internal interface IOutboxTransport
{
    /// <summary>False while the settings name no address: messages then wait.</summary>
    bool IsConfigured { get; }

    /// <summary>The setting that names the address, for whoever has to be told that it is missing.</summary>
    string AddressSetting { get; }

    /// <summary>Sends one message and waits for the extranet's word on it. Never throws but for cancellation.</summary>
    Task<DeliveryOutcome> SendAsync(Guid messageId, string type, string payload, CancellationToken cancellationToken);
}
