using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using MobileBackend.TestKit.RabbitMq;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>Whether the extranet's side can read it is not ours to say: Symfony's own code reads here what the service publishes.</summary>
public sealed class SymfonyConsumerTests
{
    [Fact]
    public async Task Read_BySymfonyMessenger_IsTheCallbackAsItWasAskedForThenItsCancellation()
    {
        var queue = await QueueAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: queue.Settings);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit("06 39 98 55 66", ("2026-11-24", "10:00"), ("2026-11-25", "17:30"));
        body["firstName"] = "Zoé-Inès";
        body["lastName"] = "d’Exemple 🙂";
        body["interpreterNeeded"] = true;
        var id = (string)(await device.PostOnceAsync("/api/v1/callback-requests", body, "once").ReadAsync(HttpStatusCode.Created))["id"]!;
        await Eventually.TrueAsync(async () =>
            (string)(await device.GetAsync($"/api/v1/callback-requests/{id}").ReadAsync(HttpStatusCode.OK))["status"]! == "queued");
        await device.PostAsync($"/api/v1/callback-requests/{id}/cancellation", null).ReadAsync(HttpStatusCode.OK);

        var lines = await SymfonyConsumer.ReadAsync(await ThrowawayRabbit.SharedAsync(), queue.Name, count: 2);

        lines.Count.ShouldBe(2);
        var (requested, cancelled) = (lines[0]["read"]!, lines[1]["read"]!);
        JsonNode.DeepEquals(requested["callback"], JsonNode.Parse($$"""
            {
              "id": "{{id}}", "service": "tis", "lastName": "d’Exemple 🙂", "firstName": "Zoé-Inès", "phoneNumber": "+33639985566",
              "reservedSlot": { "startsAt": "2026-11-24T09:00:00Z", "endsAt": "2026-11-24T09:30:00Z" },
              "wishedSlots": [
                { "startsAt": "2026-11-24T09:00:00Z", "endsAt": "2026-11-24T09:30:00Z" },
                { "startsAt": "2026-11-25T16:30:00Z", "endsAt": "2026-11-25T17:00:00Z" }
              ],
              "interpreterNeeded": true, "source": { "channel": "app", "name": "tis" }, "requestedAt": "2026-11-23T08:00:00Z"
            }
            """)).ShouldBeTrue(requested.ToJsonString());
        ((string?)requested["type"]).ShouldBe("callback.requested");
        ((string?)requested["occurredAt"]).ShouldBe("2026-11-23T08:00:00Z");
        ((string?)cancelled["type"]).ShouldBe("callback.cancelled");
        JsonNode.DeepEquals(cancelled["callback"], new JsonObject { ["id"] = id }).ShouldBeTrue(cancelled.ToJsonString());
        foreach (var line in lines)
        {
            ((string?)line["amqp"]!["messageId"]).ShouldBe((string?)line["read"]!["messageId"]);
            ((string?)line["amqp"]!["type"]).ShouldBe((string?)line["read"]!["type"]);
            ((string?)line["amqp"]!["contentType"]).ShouldBe("application/json");
            ((int?)line["amqp"]!["deliveryMode"]).ShouldBe(2);
            ((string?)line["amqp"]!["appId"]).ShouldBe("mobile-backend");
        }

        ((string?)requested["messageId"]).ShouldNotBe((string?)cancelled["messageId"]);
        (await queue.TakeAsync(0)).ShouldBeEmpty("Symfony acknowledged both");
    }

    [Fact]
    public async Task Read_WithoutTheTypeHeader_IsRefusedBySymfonyMessenger()
    {
        var queue = await QueueAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: queue.Settings);
        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();
        var message = (await queue.TakeAsync(1)).Single();
        var withoutType = new BasicProperties(message.Properties) { Headers = new Dictionary<string, object?> { ["other"] = "header" } };

        await queue.WithChannelAsync(async channel =>
        {
            await channel.BasicPublishAsync(queue.Name, string.Empty, mandatory: true, withoutType, Encoding.UTF8.GetBytes(message.Text));
            await channel.BasicPublishAsync(
                queue.Name, string.Empty, mandatory: true, new BasicProperties(message.Properties), Encoding.UTF8.GetBytes(message.Text));
        });
        var lines = await SymfonyConsumer.ReadAsync(await ThrowawayRabbit.SharedAsync(), queue.Name, count: 2);

        ((string?)lines[0]["refused"])!.ShouldContain("\"type\" header");
        ((string?)lines[1]["read"]!["messageId"]).ShouldBe(message.Id, "with it, the same message is read");
    }

    private static async Task<BrokerQueue> QueueAsync()
    {
        Assert.SkipWhen(SymfonyConsumer.SkipReason is not null, SymfonyConsumer.SkipReason ?? string.Empty);
        return await BrokerQueue.FreshAsync();
    }
}
