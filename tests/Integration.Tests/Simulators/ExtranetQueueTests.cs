using System.Globalization;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Extranet;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class ExtranetQueueTests
{
    [Fact]
    public async Task Post_FirstTime_IsStoredAndAccepted()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var message = ExtranetClient.Requested();

        (await client.StatusOfAsync(message)).ShouldBe(202);

        var stored = extranet.Book.Messages.ShouldHaveSingleItem();
        stored.MessageId.ShouldBe((string?)message["messageId"]);
        stored.CallbackId.ShouldBe((string?)message["callback"]!["id"]);
        JsonNode.DeepEquals(JsonNode.Parse(stored.Body), message).ShouldBeTrue();
        var request = extranet.Book.Requests.ShouldHaveSingleItem();
        request.Stored.ShouldBeTrue();
        request.AnswerStatus.ShouldBe(202);
        request.IdempotencyKey.ShouldBe(stored.MessageId);
    }

    [Fact]
    public async Task Post_SameMessageAgain_Is409AndStoredOnceWithTheFirstBody()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var message = ExtranetClient.Requested();
        (await client.StatusOfAsync(message)).ShouldBe(202);
        message["callback"]!["lastName"] = "Durand";

        (await client.StatusOfAsync(message)).ShouldBe(409);

        var stored = extranet.Book.Messages.ShouldHaveSingleItem();
        stored.Body.ShouldContain("Martin");
        stored.Duplicates.ShouldBe(1);
        extranet.Book.Requests.Select(request => (request.Stored, request.Duplicate)).ShouldBe([(true, false), (false, true)]);
    }

    [Fact]
    public async Task Post_SameMessageFromManyAtOnce_IsAcceptedOnce()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var message = ExtranetClient.Requested().ToJsonString();
        var id = (string)JsonNode.Parse(message)!["messageId"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.PostAsync(message, id)));

        answers.Count(answer => (int)answer.StatusCode == 202).ShouldBe(1);
        answers.Count(answer => (int)answer.StatusCode == 409).ShouldBe(49);
        extranet.Book.MessageCount.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_OfOneCallback_KeepTheirOrderOfStoring()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var callback = ExtranetClient.NewId();
        await client.StatusOfAsync(ExtranetClient.Requested(callbackId: callback));
        await client.StatusOfAsync(ExtranetClient.Requested());
        await client.StatusOfAsync(ExtranetClient.Requested(callbackId: callback, type: MessageType.Rescheduled));
        await client.StatusOfAsync(ExtranetClient.Cancelled(callback));

        var all = await client.ItemsAsync("messages");
        var own = await client.ItemsAsync("messages?callbackId=" + callback);

        DateTimeOffset.Parse((string)all[0]!["receivedAt"]!, CultureInfo.InvariantCulture).ShouldBe(extranet.Book.Messages[0].ReceivedAt);
        ((string)all[0]!["receivedAt"]!).ShouldEndWith("Z");
        all.Select(item => (int)item!["sequence"]!).ShouldBe([1, 2, 3, 4]);
        own.Select(item => (string)item!["type"]!).ShouldBe([MessageType.Requested, MessageType.Rescheduled, MessageType.Cancelled]);
        ((string)own[0]!["body"]!["callback"]!["firstName"]!).ShouldBe("Camille");
        extranet.Book.MessagesOf(callback).Select(message => message.Position).ShouldBe([1, 2, 3]);
    }

    public static TheoryData<string, string> Violations => new()
    {
        { "messageId", """{"messageId":"42"}""" },
        { "type", """{"type":"callback.forgotten"}""" },
        { "occurredAt", """{"occurredAt":"2026-11-20T16:42:07+01:00"}""" },
        { "$", """{"surprise":true}""" },
        { "callback", """{"callback":{"surprise":true}}""" },
        { "callback.id", """{"callback":{"id":null}}""" },
        { "callback.service", """{"callback":{"service":"T I S"}}""" },
        { "callback.lastName", """{"callback":{"lastName":" "}}""" },
        { "callback.firstName", """{"callback":{"firstName":7}}""" },
        { "callback.phoneNumber", """{"callback":{"phoneNumber":"0199001234"}}""" },
        { "callback.phoneNumber", """{"callback":{"phoneNumber":"+3319900123456789"}}""" },
        { "callback.reservedSlot", """{"callback":{"reservedSlot":null}}""" },
        { "callback.reservedSlot.endsAt", """{"callback":{"reservedSlot":{"endsAt":"2026-11-23T09:00:00Z"}}}""" },
        { "callback.wishedSlots", """{"callback":{"wishedSlots":[]}}""" },
        { "callback.wishedSlots[0].startsAt", """{"callback":{"wishedSlots":[{"endsAt":"2026-11-23T09:30:00Z"}]}}""" },
        { "callback.interpreterNeeded", """{"callback":{"interpreterNeeded":"no"}}""" },
        { "callback.source.channel", """{"callback":{"source":{"channel":"fax"}}}""" },
        { "callback.source.name", """{"callback":{"source":{"name":null}}}""" },
        { "callback.requestedAt", """{"callback":{"requestedAt":"yesterday"}}""" },
        { "callback", """{"type":"callback.cancelled"}""" },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Post_NotAsAgreed_Is422NamingTheMember(string path, string change)
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var message = ExtranetClient.Requested();
        Merge(message, JsonNode.Parse(change)!.AsObject());

        using var answer = await client.PostAsync(message);

        ((int)answer.StatusCode).ShouldBe(422);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe([path]);
        problem.ToJsonString().ShouldNotContain("Martin");
        extranet.Book.MessageCount.ShouldBe(0);
        extranet.Book.Requests.ShouldHaveSingleItem().AnswerStatus.ShouldBe(422);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other")]
    public async Task Post_KeyIsNotTheMessageId_Is422(string? key)
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);

        using var answer = await client.PostAsync(ExtranetClient.Requested().ToJsonString(), key);

        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Idempotency-Key");
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("""{"messageId":"1","messageId":"2"}""", "application/json", 400)]
    [InlineData("""{"\ud800":1}""", "application/json", 400)]
    [InlineData("[]", "application/json", 422)]
    [InlineData("null", "application/json", 422)]
    [InlineData("""{"messageId":"\ud800","type":["x"],"callback":"y"}""", "application/json", 422)]
    [InlineData("{}", "text/plain", 415)]
    public async Task Post_NoMessageAtAll_IsRefusedAndNoted(string body, string contentType, int status)
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);

        using var answer = await client.PostAsync(body, "key", contentType);

        ((int)answer.StatusCode).ShouldBe(status);
        extranet.Book.Requests.ShouldHaveSingleItem().Body.ShouldBe(body);
        (await client.ItemsAsync("requests")).ShouldHaveSingleItem()!["answer"]!.GetValue<int>().ShouldBe(status);
    }

    [Fact]
    public async Task Post_LongerThan64KiB_Is413()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var message = ExtranetClient.Requested();
        message["callback"]!["lastName"] = new string('x', 64 * 1024);

        (await client.StatusOfAsync(message)).ShouldBe(413);
    }

    /// <summary>The description for the extranet's team and the simulator must not drift apart.</summary>
    [Fact]
    public async Task Post_EachExampleOfTheDescription_IsAccepted()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var document = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<object>(await File.ReadAllTextAsync(PathOfDescription()));
        var json = JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(document))!;
        var examples = json["paths"]!["/callback-requests"]!["post"]!["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject();

        foreach (var (name, example) in examples)
        {
            (await client.StatusOfAsync(example!["value"]!.AsObject())).ShouldBe(202, name);
        }

        extranet.Book.Messages.Select(message => message.Type).ShouldBe([MessageType.Requested, MessageType.Rescheduled, MessageType.Cancelled]);
    }

    private static string PathOfDescription()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MobileBackend.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "openapi", "extranet-queue.v1.yaml");
    }

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}
