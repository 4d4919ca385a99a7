using Microsoft.Extensions.Logging;
using MobileBackend.Infrastructure.Outbox;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>The extranet as the outbox sees it. It knows a repetition by the message's id.</summary>
internal sealed partial class ExtranetDestination(IExtranetTransport transport, ILogger<ExtranetDestination> logger) : IOutboxDestination
{
    public DeliveryChannel Channel { get; } = new();

    public bool IsConfigured => transport.IsConfigured;

    public bool Takes(string type) => ExtranetWire.Types.Contains(type);

    public Task<DeliveryOutcome> SendAsync(Guid messageId, string type, string payload, CancellationToken cancellationToken) =>
        transport.SendAsync(messageId, type, payload, cancellationToken);

    public void LogNotConfigured() => LogNotConfigured(transport.AddressSetting);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing gets through to the extranet ({Fault}); messages wait and are tried again")]
    public partial void LogChannelFails(string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Messages get through to the extranet again")]
    public partial void LogChannelWorks();

    [LoggerMessage(Level = LogLevel.Error, Message = "The extranet refused message {MessageId} ({Fault}): it is parked until somebody replays it")]
    public partial void LogParked(Guid messageId, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No address of the extranet is configured ({Setting}): messages wait in the outbox")]
    private partial void LogNotConfigured(string setting);
}
