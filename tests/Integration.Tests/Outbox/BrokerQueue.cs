using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.TestKit.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>A message as it lay in the queue.</summary>
internal sealed record QueuedMessage(IReadOnlyBasicProperties Properties, string Text)
{
    public JsonNode Body => JsonNode.Parse(Text)!;

    public string Id => Properties.MessageId!;

    public string Type => (string)Body["type"]!;

    public string CallbackId => (string)Body["callback"]!["id"]!;

    /// <summary>A header that is a text.</summary>
    public string? Header(string name) =>
        Properties.Headers?.TryGetValue(name, out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}

/// <summary>What an operator of the broker does: looks into an exchange's queue, empties it, deletes it, declares another.</summary>
internal sealed class BrokerQueue(ThrowawayRabbit broker, string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The settings under which the service publishes to it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Extranet:Transport", "RabbitMq"),
        new("Extranet:RabbitMq:Uri", broker.Uri),
        new("Extranet:RabbitMq:Exchange", name),
    ];

    public string Name => name;

    /// <summary>An exchange that no other test has, on the broker that they share. Where there is none the running test is skipped, with the reason.</summary>
    public static async Task<BrokerQueue> FreshAsync()
    {
        Assert.SkipWhen(ThrowawayRabbit.SkipReason is not null, ThrowawayRabbit.SkipReason ?? string.Empty);
        return new BrokerQueue(await ThrowawayRabbit.SharedAsync(), ThrowawayRabbit.FreshName());
    }

    /// <summary>On a channel of its own, which an error closes.</summary>
    public async Task<T> WithChannelAsync<T>(Func<IChannel, Task<T>> use)
    {
        await using var connection = await broker.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await use(channel);
    }

    public Task WithChannelAsync(Func<IChannel, Task> use) => WithChannelAsync(async channel =>
    {
        await use(channel);
        return true;
    });

    /// <summary>Waits until this many messages lie there, and takes all that do.</summary>
    public async Task<List<QueuedMessage>> TakeAsync(int atLeast)
    {
        List<QueuedMessage> taken = [];
        using var patience = new CancellationTokenSource(Patience);
        await using var connection = await broker.ConnectAsync();
        while (true)
        {
            await TakeAllAsync(connection, taken);
            if (taken.Count >= atLeast)
            {
                return taken;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"{taken.Count} of {atLeast} messages arrived."));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    private async Task TakeAllAsync(IConnection connection, List<QueuedMessage> taken)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            while (await channel.BasicGetAsync(name, autoAck: true) is { } message)
            {
                taken.Add(new QueuedMessage(message.BasicProperties, Encoding.UTF8.GetString(message.Body.Span)));
            }
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // The service makes it when it first has something to say.
        }
    }
}
