using MobileBackend.Infrastructure.Outbox;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>A way to the extranet.</summary>
internal interface IExtranetTransport
{
    /// <summary>False while the settings name no address: messages then wait.</summary>
    bool IsConfigured { get; }

    /// <summary>The setting that names the address.</summary>
    string AddressSetting { get; }

    /// <inheritdoc cref="IOutboxDestination.SendAsync"/>
    Task<DeliveryOutcome> SendAsync(Guid messageId, string type, string payload, CancellationToken cancellationToken);
}
