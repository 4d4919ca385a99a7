using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MobileBackend.Infrastructure.Extranet;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.TestKit;
using MobileBackend.TestKit.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>The transport alone, against a real broker: what each fault of the channel is called, and that the next message gets through.</summary>
public sealed class RabbitMqTransportTests
{
    private static readonly DeliveryOutcome Delivered = new DeliveryOutcome.Delivered();

    [Fact]
    public async Task Send_ManyAtOnce_ShareOneConnectionAndAreAllThere()
    {
        var queue = await BrokerQueue.FreshAsync();
        var broker = await ThrowawayRabbit.SharedAsync();
        await using var proxy = TcpProxy.Start(broker.Port);
        await using var sender = new Sender(queue.Name, Uri(proxy.Port));
        var ids = Enumerable.Range(0, 500).Select(_ => FreshId()).ToList();

        var outcomes = new List<DeliveryOutcome>();
        foreach (var atOnce in ids.Chunk(128))
        {
            outcomes.AddRange(await Task.WhenAll(atOnce.Select(id => sender.SendAsync(id))));
        }

        outcomes.ShouldAllBe(outcome => outcome == Delivered);
        (await queue.TakeAsync(ids.Count)).Select(message => message.Id).Order().ShouldBe(ids.Select(id => id.ToString()).Order());
        proxy.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Send_QueueDeleted_IsUnroutableOnceAndTheQueueIsMadeAgain()
    {
        var queue = await BrokerQueue.FreshAsync();
        await using var sender = new Sender(queue.Name, Uri((await ThrowawayRabbit.SharedAsync()).Port));
        (await sender.SendAsync()).ShouldBe(Delivered);
        await queue.WithChannelAsync(channel => channel.QueueDeleteAsync(queue.Name));

        (await sender.SendAsync()).ShouldBe(Failed("unroutable"));
        var id = FreshId();
        await Eventually.TrueAsync(async () => await sender.SendAsync(id) == Delivered);

        (await queue.TakeAsync(1)).Single().Id.ShouldBe(id.ToString());
    }

    [Fact]
    public async Task Send_ExchangeDeleted_IsAFaultOnceAndItIsMadeAgain()
    {
        var queue = await BrokerQueue.FreshAsync();
        await using var sender = new Sender(queue.Name, Uri((await ThrowawayRabbit.SharedAsync()).Port));
        (await sender.SendAsync()).ShouldBe(Delivered);
        await queue.WithChannelAsync(channel => channel.ExchangeDeleteAsync(queue.Name));

        (await sender.SendAsync()).ShouldBe(Failed("amqp-404"));
        (await sender.SendAsync()).ShouldBe(Delivered);

        (await queue.TakeAsync(2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_ExchangeWithAQueueOfTheirs_MakesNoneBesideIt()
    {
        var queue = await BrokerQueue.FreshAsync();
        var theirs = new BrokerQueue(await ThrowawayRabbit.SharedAsync(), ThrowawayRabbit.FreshName());
        await queue.WithChannelAsync(async channel =>
        {
            await channel.ExchangeDeclareAsync(queue.Name, ExchangeType.Topic, durable: true);
            await channel.QueueDeclareAsync(
                theirs.Name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await channel.QueueBindAsync(theirs.Name, queue.Name, "callback.*");
        });
        await using var sender = new Sender(queue.Name, Uri((await ThrowawayRabbit.SharedAsync()).Port));

        (await sender.SendAsync()).ShouldBe(Delivered);

        (await theirs.TakeAsync(1)).Count.ShouldBe(1);
        (await Should.ThrowAsync<OperationInterruptedException>(() => queue.WithChannelAsync(channel => channel.QueueDeclarePassiveAsync(queue.Name))))
            .ShutdownReason!.ReplyCode.ShouldBe((ushort)404, "a queue that nobody reads would fill with names and numbers");
    }

    [Fact]
    public async Task Send_AccountThatMayOnlyWrite_IsEnoughWhereAllIsSetUp()
    {
        var (theirs, nothing) = (await BrokerQueue.FreshAsync(), await BrokerQueue.FreshAsync());
        var broker = await ThrowawayRabbit.SharedAsync();
        await broker.AddWriterAsync();
        await theirs.WithChannelAsync(async channel =>
        {
            await channel.ExchangeDeclareAsync(theirs.Name, ExchangeType.Fanout, durable: true);
            await channel.QueueDeclareAsync(theirs.Name, durable: true, exclusive: false, autoDelete: false);
            await channel.QueueBindAsync(theirs.Name, theirs.Name, string.Empty);
        });
        await using var sender = new Sender(theirs.Name, broker.WriterUri);
        await using var elsewhere = new Sender(nothing.Name, broker.WriterUri);

        (await sender.SendAsync()).ShouldBe(Delivered);
        (await elsewhere.SendAsync()).ShouldBe(Failed("amqp-403"));
    }

    [Fact]
    public async Task Send_QueueFull_IsNackedAndLaterDelivered()
    {
        var queue = await BrokerQueue.FreshAsync();
        await queue.WithChannelAsync(async channel =>
        {
            await channel.ExchangeDeclareAsync(queue.Name, ExchangeType.Fanout, durable: true);
            await channel.QueueDeclareAsync(
                queue.Name, durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
            await channel.QueueBindAsync(queue.Name, queue.Name, string.Empty);
        });
        await using var sender = new Sender(queue.Name, Uri((await ThrowawayRabbit.SharedAsync()).Port));
        (await sender.SendAsync()).ShouldBe(Delivered);

        (await sender.SendAsync()).ShouldBe(Failed("nacked"));
        await queue.TakeAsync(1);
        (await sender.SendAsync()).ShouldBe(Delivered);
    }

    [Fact]
    public async Task Send_BrokerSilent_TimesOutAndGoesOnOverANewConnection()
    {
        var queue = await BrokerQueue.FreshAsync();
        var broker = await ThrowawayRabbit.SharedAsync();
        await using var proxy = TcpProxy.Start(broker.Port);
        await using var sender = new Sender(queue.Name, Uri(proxy.Port), TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(async () => await sender.SendAsync() == Delivered);
        var before = proxy.Accepted;

        proxy.IsSilent = true;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sender.SendAsync()));
        outcomes.ShouldAllBe(outcome => outcome is DeliveryOutcome.Failed);
        outcomes.ShouldContain(outcome => outcome == Failed("timeout"));
        (await sender.SendAsync()).ShouldBe(Failed("timeout"), "a new connection is not answered either");

        proxy.IsSilent = false;
        await Eventually.TrueAsync(async () => await sender.SendAsync() == Delivered);
        proxy.Accepted.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Send_GivenUp_TakesItsConnectionWithIt()
    {
        var queue = await BrokerQueue.FreshAsync();
        var broker = await ThrowawayRabbit.SharedAsync();
        await using var proxy = TcpProxy.Start(broker.Port);
        await using var sender = new Sender(queue.Name, Uri(proxy.Port));
        (await sender.SendAsync()).ShouldBe(Delivered);
        proxy.IsSilent = true;
        using var stopping = new CancellationTokenSource();
        var givenUp = sender.SendAsync(cancellationToken: stopping.Token);

        await stopping.CancelAsync();
        await Task.WhenAny(givenUp);
        proxy.IsSilent = false;

        givenUp.IsCanceled.ShouldBeTrue();
        (await sender.SendAsync()).ShouldBe(Delivered);
        proxy.Accepted.ShouldBe(2, "what still waited to be written to the first one is never sent");
    }

    [Theory]
    [InlineData("amqp://guest:wrong-password@127.0.0.1:{0}/%2f", "access-refused")]
    [InlineData("amqp://guest:guest@127.0.0.1:{0}/nowhere", "amqp-530")]
    public async Task Send_BrokerRefusesTheConnection_NamesTheFault(string uri, string fault)
    {
        var queue = await BrokerQueue.FreshAsync();
        await using var sender = new Sender(queue.Name, string.Format(CultureInfo.InvariantCulture, uri, (await ThrowawayRabbit.SharedAsync()).Port));

        (await sender.SendAsync()).ShouldBe(Failed(fault));
        (await sender.SendAsync()).ShouldBe(Failed(fault), "and again");
    }

    [Fact]
    public async Task Send_NobodyListens_IsUnreachable()
    {
        await using var sender = new Sender("nothing", Uri(LoopbackPort.Free()));

        (await sender.SendAsync()).ShouldBe(Failed("broker-unreachable"));
    }

    [Fact]
    public async Task Send_CertificateOfNobody_IsRefused()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(certificate);
            return await tls.ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        await using var sender = new Sender("nothing", $"amqps://guest:guest@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/%2f");

        (await sender.SendAsync()).ShouldBe(Failed("tls-refused"));

        var read = 0;
        try
        {
            read = await server;
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client leaves in the middle of the handshake.
        }

        read.ShouldBe(0, "no password is sent to a server that cannot prove its name");
    }

    private static DeliveryOutcome.Failed Failed(string fault) => new(fault, null);

    private static Guid FreshId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static string Uri(int port) => $"amqp://guest:guest@127.0.0.1:{port}/%2f";

    private sealed class Sender : IAsyncDisposable
    {
        private readonly RabbitMqLink _link;
        private readonly RabbitMqExtranetTransport _transport;

        public Sender(string exchange, string uri, TimeSpan? timeout = null)
        {
            var options = Options.Create(new ExtranetOptions
            {
                Timeout = timeout ?? TimeSpan.FromSeconds(30),
                RabbitMq = new ExtranetRabbitMqOptions { Uri = uri, Exchange = exchange },
            });
            _link = new RabbitMqLink(options, TimeProvider.System);
            _transport = new RabbitMqExtranetTransport(_link, options, TimeProvider.System);
        }

        public Task<DeliveryOutcome> SendAsync(Guid? id = null, CancellationToken cancellationToken = default) =>
            _transport.SendAsync(id ?? FreshId(), "callback.requested", """{"type":"callback.requested"}""", cancellationToken);

        public ValueTask DisposeAsync() => _link.DisposeAsync();
    }
}
