using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit.RabbitMq;
using RabbitMQ.Client.Exceptions;

namespace MobileBackend.FaultRun;

/// <summary>A message as the extranet has it.</summary>
/// <param name="MessageId">Each counts once.</param>
/// <param name="CallbackId">What it is about.</param>
/// <param name="Type">As on the wire: <c>callback.requested</c>.</param>
/// <param name="Slot">The start of the reserved slot; null in a cancellation.</param>
internal sealed record Delivery(string MessageId, Guid CallbackId, string Type, DateTimeOffset? Slot)
{
    public static Delivery Read(string body)
    {
        var message = JsonNode.Parse(body)!;
        var callback = message["callback"]!;
        return new Delivery(
            (string)message["messageId"]!, (Guid)callback["id"]!, (string)message["type"]!, (DateTimeOffset?)callback["reservedSlot"]?["startsAt"]);
    }
}

/// <summary>What the extranet has, in the order in which it came, each message once.</summary>
internal interface IExtranetBook
{
    /// <summary>How often a message came again.</summary>
    int Repetitions { get; }

    /// <summary>To be asked for when nothing is under way any more.</summary>
    Task<IReadOnlyList<Delivery>> CloseAsync();
}

internal sealed class HttpBook(ExtranetSimulator extranet) : IExtranetBook
{
    public int Repetitions => extranet.Book.Requests.Count(request => request.Duplicate);

    public Task<IReadOnlyList<Delivery>> CloseAsync() =>
        Task.FromResult<IReadOnlyList<Delivery>>([.. extranet.Book.Messages.Select(message => Delivery.Read(message.Body))]);
}

/// <summary>
/// Reads the broker's queue as the extranet's consumer does: the first of each message id counts, and is acknowledged once it is in the book.
/// </summary>
internal sealed class BrokerBook(ThrowawayRabbit broker, string queue) : IExtranetBook
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HashSet<string> _ids = [];
    private readonly List<Delivery> _deliveries = [];
    private Task _consumer = Task.CompletedTask;
    private volatile bool _isClosing;

    public int Repetitions { get; private set; }

    public void Open() => _consumer = ConsumeAsync();

    /// <summary>Ends when the queue is found empty.</summary>
    public async Task<IReadOnlyList<Delivery>> CloseAsync()
    {
        _isClosing = true;
        await _consumer;
        return _deliveries;
    }

    private async Task ConsumeAsync()
    {
        while (true)
        {
            try
            {
                await using var connection = await broker.ConnectAsync();
                await using var channel = await connection.CreateChannelAsync();
                while (true)
                {
                    if (await channel.BasicGetAsync(queue, autoAck: false) is { } message)
                    {
                        Take(Encoding.UTF8.GetString(message.Body.Span));
                        await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
                    }
                    else if (_isClosing)
                    {
                        return;
                    }
                    else
                    {
                        await Task.Delay(Pause);
                    }
                }
            }
            catch (Exception exception) when (exception is RabbitMQClientException or IOException or TimeoutException)
            {
                // The broker is away, or the service has not made its queue yet.
                await Task.Delay(Pause);
            }
        }
    }

    private void Take(string body)
    {
        var delivery = Delivery.Read(body);
        if (_ids.Add(delivery.MessageId))
        {
            _deliveries.Add(delivery);
        }
        else
        {
            Repetitions++;
        }
    }
}
