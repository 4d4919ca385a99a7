using System.Text;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Outbox;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>
/// Publishes each message to the broker from which the extranet's Symfony Messenger reads (docs/adr/0013). The broker's confirm is its word: it
/// then holds the message on disk, in a queue. There is no refusal; whatever goes wrong is a fault of the channel.
/// </summary>
internal sealed class RabbitMqExtranetTransport(RabbitMqLink link, IOptions<ExtranetOptions> options, TimeProvider time) : IExtranetTransport
{
    private const string ApplicationId = "mobile-backend";

    public bool IsConfigured => options.Value.RabbitMq.IsConfigured;

    public string AddressSetting => "Extranet:RabbitMq:Uri";

    public async Task<DeliveryOutcome> SendAsync(Guid messageId, string type, string payload, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var session = await link.OpenAsync().WaitAsync(either.Token);
            if (session.IsBlocked)
            {
                return new DeliveryOutcome.Failed("blocked", null);
            }

            await PublishAsync(session, messageId, type, payload, either.Token);
            return new DeliveryOutcome.Delivered();
        }
        catch (Exception exception) when (AmqpFault.Of(exception) is { } fault)
        {
            // Stopping: the first to leave cuts the connection for the others, whose faults are none.
            cancellationToken.ThrowIfCancellationRequested();
            return new DeliveryOutcome.Failed(fault, null);
        }
    }

    private async Task PublishAsync(RabbitMqSession session, Guid messageId, string type, string payload, CancellationToken cancellationToken)
    {
        // The library does not get the token: a publish cancelled half-way would put its count of messages out of step with the broker's, and a later
        // confirm would be taken for another message's.
        var body = Encoding.UTF8.GetBytes(payload);
        var confirmed = session.Channel.BasicPublishAsync(
            options.Value.RabbitMq.Exchange, type, mandatory: true, Properties(messageId, type), body, CancellationToken.None).AsTask();
        try
        {
            await confirmed.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What is given up should not be sent any more. A broker that takes nothing for now is not asked by another connection: what waits for it
            // on this one keeps its order, and is told from its repetition by the message id.
            if (!session.IsBlocked)
            {
                session.Abandon();
            }

            _ = confirmed.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
        catch (PublishException returned) when (returned.IsReturn)
        {
            link.QueueIsMissing(session);
            throw;
        }
    }

    private BasicProperties Properties(Guid messageId, string type) => new()
    {
        MessageId = messageId.ToString(),
        Type = type,
        DeliveryMode = DeliveryModes.Persistent,
        ContentType = "application/json",
        ContentEncoding = "utf-8",
        Timestamp = new AmqpTimestamp(time.GetUtcNow().ToUnixTimeSeconds()),
        AppId = ApplicationId,

        // Symfony's serializer finds the class of the message here, and refuses a message without it.
        Headers = new Dictionary<string, object?> { ["type"] = options.Value.RabbitMq.MessageType },
    };
}
