namespace MobileBackend.Infrastructure.Outbox;

/// <summary>
/// Where messages of the outbox go. Found by this interface, one instance a process: a further destination is a further class with types of its own, and
/// nothing of the outbox changes.
/// </summary>
internal interface IOutboxDestination
{
    DeliveryChannel Channel { get; }

    /// <summary>False while the settings name no address: its messages then wait.</summary>
    bool IsConfigured { get; }

    /// <summary>Whether messages of this type go there. No two destinations take the same.</summary>
    bool Takes(string type);

    /// <summary>Sends one message and waits for the destination's word on it, at most half of <c>Outbox:Lease</c>. Never throws but for cancellation.</summary>
    Task<DeliveryOutcome> SendAsync(Guid messageId, string type, string payload, CancellationToken cancellationToken);

    /// <summary>Logs that <see cref="IsConfigured"/> is false, with the setting that is missing.</summary>
    void LogNotConfigured();

    /// <summary>Logs that nothing gets through any more.</summary>
    void LogChannelFails(string fault);

    /// <summary>Logs that messages get through again.</summary>
    void LogChannelWorks();

    /// <summary>Logs that a message was refused and waits for a replay.</summary>
    void LogParked(Guid messageId, string fault);
}

/// <summary>What a feature does about messages of its own that were delivered. Found by this interface; scoped.</summary>
internal interface IDeliveryFollowUp
{
    /// <param name="delivered">Messages of any type.</param>
    /// <param name="cancellationToken">Ends the transaction that removes them, in which this runs.</param>
    Task AfterDeliveryAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken cancellationToken);
}

/// <summary>Every destination of this program.</summary>
internal sealed class OutboxDestinations(IEnumerable<IOutboxDestination> destinations)
{
    public IReadOnlyList<IOutboxDestination> All { get; } = [.. destinations];

    /// <returns>Null for a type that this release does not know.</returns>
    public IOutboxDestination? Find(string type) => All.FirstOrDefault(destination => destination.Takes(type));
}
