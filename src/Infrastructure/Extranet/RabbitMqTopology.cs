using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>
/// The exchange, and a queue bound to it. Where the exchange exists it is the extranet's team's, with the queues that they bound to it, and nothing is
/// made: a queue beside theirs would fill with names and numbers that nobody reads. Where it does not exist, what Symfony Messenger would set up by itself
/// is made: a durable fanout exchange and a durable queue of the same name.
/// </summary>
internal static class RabbitMqTopology
{
    /// <param name="connection">On which channels of their own are opened: an error of AMQP closes its channel.</param>
    /// <param name="exchange">Its name, and the queue's.</param>
    /// <param name="queueIsMissing">Whether the exchange is known to lead nowhere.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationInterruptedException">The account may not, or what is there is of another kind.</exception>
    public static async Task EnsureAsync(IConnection connection, string exchange, bool queueIsMissing, CancellationToken cancellationToken)
    {
        var exists = await ExistsAsync(connection, channel => channel.ExchangeDeclarePassiveAsync(exchange, cancellationToken), cancellationToken);
        if (exists && !queueIsMissing)
        {
            return;
        }

        // The queue may be there, of a kind that its owner chose; then only its binding is.
        var queueExists = await ExistsAsync(connection, channel => channel.QueueDeclarePassiveAsync(exchange, cancellationToken), cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        if (!queueExists)
        {
            await channel.QueueDeclareAsync(exchange, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
        }

        if (!exists)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        }

        await channel.QueueBindAsync(exchange, exchange, routingKey: string.Empty, cancellationToken: cancellationToken);
    }

    private static async Task<bool> ExistsAsync(IConnection connection, Func<IChannel, Task> lookUp, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await lookUp(channel);
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }
}
