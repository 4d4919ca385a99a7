using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>The service with <c>Extranet:Transport=RabbitMq</c>, from the request to the queue.</summary>
public sealed class RabbitMqDeliveryTests
{
    private const string Path = "/api/v1/callback-requests";

    [Fact]
    public async Task Delivery_CallbackRequested_IsTheHttpMessageWithAmqpsProperties()
    {
        var queue = await BrokerQueue.FreshAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: queue.Settings);
        var device = await api.RegisterDeviceAsync();

        var answer = await device.SubmitCallbackAsync("06 39 98 12 34");

        var message = (await queue.TakeAsync(1)).Single();
        message.CallbackId.ShouldBe((string)answer["id"]!);
        ((string)message.Body["callback"]!["phoneNumber"]!).ShouldBe("+33639981234");
        message.Properties.MessageId.ShouldBe((string)message.Body["messageId"]!);
        message.Properties.Type.ShouldBe("callback.requested");
        message.Properties.DeliveryMode.ShouldBe(DeliveryModes.Persistent);
        message.Properties.ContentType.ShouldBe("application/json");
        message.Properties.ContentEncoding.ShouldBe("utf-8");
        message.Properties.AppId.ShouldBe("mobile-backend");
        message.Properties.Timestamp.UnixTime.ShouldBe(ApiHost.Start.ToUnixTimeSeconds());
        message.Header("type").ShouldBe(@"App\Message\CallbackMessage");
        (await PostByHttpAsync(message)).ShouldBe(HttpStatusCode.Accepted, "it is what openapi/extranet-queue.v1.yaml says, to which the simulator holds it");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Delivery_ChangesOfOneCallback_KeepTheirOrder(DatabaseKind kind)
    {
        var queue = await BrokerQueue.FreshAsync();
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [.. queue.Settings, new("Callbacks:SlotCapacity", "1000")]);
        var device = await api.RegisterDeviceAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), async (_, token) =>
        {
            var id = (string)(await device.SubmitCallbackAsync())["id"]!;
            await device.PutAsJsonAsync($"{Path}/{id}/slots", CallbackBodies.Reschedule(("2026-11-24", "11:00")), token).ReadAsync(HttpStatusCode.OK);
            await device.PostAsync($"{Path}/{id}/cancellation", null, token).ReadAsync(HttpStatusCode.OK);
        });

        var sent = 60 - await MergedMessages.ReadAsync(api);
        var messages = await queue.TakeAsync(sent);
        messages.Select(message => message.Id).Distinct().Count().ShouldBe(sent);
        messages.GroupBy(message => message.CallbackId)
            .ShouldAllBe(callback => callback.First().Type == "callback.requested" && callback.Last().Type == "callback.cancelled"
                && callback.Skip(1).SkipLast(1).All(message => message.Type == "callback.rescheduled"));
        await Eventually.TrueAsync(async () => (int)(await OutboxAsync(api))["depth"]! == 0);
    }

    [Fact]
    public async Task Delivery_QueueDeletedMeanwhile_LosesNothingThatWasNotInIt()
    {
        var queue = await BrokerQueue.FreshAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [.. queue.Settings, new("Callbacks:SlotCapacity", "1000")]);
        var device = await api.RegisterDeviceAsync();
        await device.SubmitCallbackAsync();
        await queue.TakeAsync(1);
        await queue.WithChannelAsync(channel => channel.QueueDeleteAsync(queue.Name));

        List<string> told = [];
        for (var index = 0; index < 20; index++)
        {
            told.Add((string)(await device.SubmitCallbackAsync())["id"]!);
        }

        (await queue.TakeAsync(told.Count)).Select(message => message.CallbackId).Distinct().Order().ShouldBe(told.Order());
    }

    [Fact]
    public async Task Logs_BrokerRefusesThePassword_NameNeitherItNorThePerson()
    {
        var queue = await BrokerQueue.FreshAsync();
        var logs = new StringBuilder();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(
            database,
            settings: queue.Settings.Select(setting => new KeyValuePair<string, string?>(
                setting.Key, setting.Value?.Replace("guest@", "not-the-password@", StringComparison.Ordinal))),
            configure: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new TextLogs(logs))));
        var device = await api.RegisterDeviceAsync();

        await device.SubmitCallbackAsync("06 39 98 43 21");
        await Eventually.TrueAsync(() => Task.FromResult(Text(logs).Contains("access-refused", StringComparison.Ordinal)));

        Text(logs).ShouldNotContain("not-the-password");
        Text(logs).ShouldNotContain("39984321");
    }

    [Fact]
    public async Task Start_WithoutAnAddress_IsReadyAndSaysWhatItLacks()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [new("Extranet:Transport", "RabbitMq")]);

        var ready = await api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.OK);

        ((string?)ready["status"]).ShouldBe("degraded");
        ((string?)ready["checks"]!["extranet"]!["description"])!.ShouldContain("Extranet:RabbitMq:Uri");
        var device = await api.RegisterDeviceAsync();
        await device.SubmitCallbackAsync();
        ((int)(await OutboxAsync(api))["depth"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("Kafka")]
    [InlineData("1")]
    [InlineData("")]
    public async Task Start_UnknownTransport_IsRefusedAndSaysWhich(string transport)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => ApiHost.StartAsync(database, settings: [new("Extranet:Transport", transport)]));

        refusal.Message.ShouldBe("The setting Extranet:Transport must be Http or RabbitMq.");
    }

    [Theory]
    [InlineData("Extranet:RabbitMq:Uri", "http://guest:s3cret@broker.example.fr/")]
    [InlineData("Extranet:RabbitMq:Uri", "broker.example.fr:5672 s3cret")]
    [InlineData("Extranet:RabbitMq:Uri", "amqp://guest:s3cret@broker.example.fr/%2f/messages")]
    [InlineData("Extranet:RabbitMq:Exchange", "")]
    [InlineData("Extranet:RabbitMq:MessageType", "two\nlines s3cret")]
    public async Task Start_UnusableSetting_IsRefusedWithoutRepeatingIt(string key, string value)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var refusal = await Should.ThrowAsync<OptionsValidationException>(
            () => ApiHost.StartAsync(database, settings: [new("Extranet:Transport", "RabbitMq"), new(key, value)]));

        refusal.Message.ShouldContain("Extranet:RabbitMq:Uri");
        refusal.ToString().ShouldNotContain("s3cret");
    }

    private static async Task<HttpStatusCode> PostByHttpAsync(QueuedMessage message)
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new HttpClient { BaseAddress = extranet.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "extranet-development-token");
        client.DefaultRequestHeaders.Add("Idempotency-Key", message.Id);
        using var body = new StringContent(message.Text, Encoding.UTF8, message.Properties.ContentType!);
        using var answer = await client.PostAsync(new Uri("callback-requests", UriKind.Relative), body);
        return answer.StatusCode;
    }

    private static Task<JsonNode> OutboxAsync(ApiHost api) =>
        api.StaffClient("administrator").GetAsync("/api/v1/staff/outbox").ReadAsync(HttpStatusCode.OK);

    private static string Text(StringBuilder logs)
    {
        lock (logs)
        {
            return logs.ToString();
        }
    }

    private sealed class TextLogs(StringBuilder text) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text)
            {
                text.AppendLine(formatter(state, exception)).Append(exception);
            }
        }

        public void Dispose()
        {
            // It holds nothing.
        }
    }
}
