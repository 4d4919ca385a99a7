using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Firebase;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class FirebaseMessageTests : IAsyncLifetime
{
    private FirebaseSimulator _firebase = null!;
    private FirebaseClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _firebase = await FirebaseSimulator.StartAsync();
        _client = await FirebaseClient.SignedInAsync(_firebase);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _firebase.DisposeAsync();
    }

    [Fact]
    public async Task Message_AsItShouldBe_IsAcceptedAndInTheBook()
    {
        var message = FirebaseClient.Message("phone:APA91b-_1", "m-1");
        message["message"]!["android"]!["collapse_key"] = "coach";
        message["message"]!["android"]!["notification"]!["tag"] = "day-3";
        message["message"]!["apns"]!["headers"]!["apns-collapse-id"] = "day-3";

        using var answer = await _client.SendAsync(message);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Version.ShouldBe(HttpVersion.Version20);
        var name = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["name"]!;
        name.ShouldStartWith($"projects/{_firebase.ProjectId}/messages/");
        var kept = _firebase.Book.Messages.ShouldHaveSingleItem();
        kept.Name.ShouldBe(name);
        kept.Token.ShouldBe("phone:APA91b-_1");
        kept.MessageId.ShouldBe("m-1");
        kept.Title.ShouldBe("Jeanne pense à vous");
        kept.Text.ShouldBe("Un mot pour aujourd’hui.");
        kept.Data.ShouldHaveSingleItem().ShouldBe(new("messageId", "m-1"));
        kept.Ttl.ShouldBe(TimeSpan.FromHours(4));
        kept.AndroidPriority.ShouldBe("normal");
        kept.AndroidCollapseKey.ShouldBe("coach");
        kept.AndroidTag.ShouldBe("day-3");
        kept.AndroidChannel.ShouldBe("coach");
        kept.ApnsHeaders["apns-priority"].ShouldBe("5");
        kept.ApnsCollapseId.ShouldBe("day-3");
        JsonNode.DeepEquals(JsonNode.Parse(kept.Body), message).ShouldBeTrue();
    }

    [Fact]
    public async Task Message_OverHttp11OnThePagesPort_IsAcceptedToo()
    {
        using var answer = await _client.SendAsync(FirebaseClient.Message().ToJsonString(), over: _client.Page);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Version.ShouldBe(HttpVersion.Version11);
    }

    [Fact]
    public async Task Message_OverHttp11OnTheMessagesPort_IsNotUnderstood()
    {
        using var http = new HttpClient { BaseAddress = _firebase.BaseAddress };

        await Should.ThrowAsync<HttpRequestException>(async () =>
        {
            using var answer = await _client.SendAsync(FirebaseClient.Message().ToJsonString(), over: http);
            answer.EnsureSuccessStatusCode();
        });
        _firebase.Book.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task ValidateOnly_IsCheckedAndNotDelivered()
    {
        var message = FirebaseClient.Message();
        message["validate_only"] = true;

        (await _client.StatusOfAsync(message)).ShouldBe(200);

        _firebase.Book.MessageCount.ShouldBe(0);
        message["message"]!["token"] = "";
        (await _client.StatusOfAsync(message)).ShouldBe(400);
    }

    [Theory]
    [InlineData(null, "CREDENTIALS_MISSING")]
    [InlineData("ya29.unknown", "ACCESS_TOKEN_TYPE_UNSUPPORTED")]
    public async Task Message_WithoutAKnownToken_IsAPlain401(string? token, string reason)
    {
        _client.Token = token;

        var (status, error) = await _client.RefusalOfAsync(FirebaseClient.Message());

        status.ShouldBe(401);
        ((int)error["code"]!).ShouldBe(401);
        ((string)error["status"]!).ShouldBe("UNAUTHENTICATED");
        FirebaseClient.FcmCodeOf(error).ShouldBeNull();
        ((string)error["details"]![0]!["reason"]!).ShouldBe(reason);
        _firebase.Book.MessageCount.ShouldBe(0);
        _firebase.Book.Outcomes["UNAUTHENTICATED"].ShouldBe(1);
    }

    [Fact]
    public async Task Message_ForAnotherProject_IsABare404()
    {
        var (status, error) = await _client.RefusalOfAsync(FirebaseClient.Message().ToJsonString(), project: "another");

        status.ShouldBe(404);
        ((string)error["status"]!).ShouldBe("NOT_FOUND");
        error["details"].ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "message": { "token": "t" }, "more": 1 }""", "")]
    [InlineData("""{ "message": { "token": "t", "key": "x" } }""", "message")]
    [InlineData("""{ "message": { "token": "t", "android": { "notification": { "titel": "x" } } } }""", "message.android.notification")]
    [InlineData("""{ "message": { "token": 12 } }""", "message.token")]
    [InlineData("""{ "message": { "token": "t", "data": { "a": 1 } } }""", "message.data[0].value")]
    [InlineData("""{ "message": { "token": "t", "data": { "a": "1", "b": null } } }""", "message.data[1].value")]
    [InlineData("""{ "message": { "token": "t", "data": ["a"] } }""", "message.data")]
    [InlineData("""{ "message": { "token": "t", "data": { "a": "\ud800" } } }""", "message.data[0].value")]
    [InlineData("""{ "message": { "token": "t", "android": { "ttl": "3600" } } }""", "message.android.ttl")]
    [InlineData("""{ "message": { "token": "t", "android": { "ttl": 3600 } } }""", "message.android.ttl")]
    [InlineData("""{ "message": { "token": "t", "android": { "priority": "urgent" } } }""", "message.android.priority")]
    [InlineData("""{ "message": { "token": "t", "apns": { "headers": { "apns-priority": 5 } } } }""", "message.apns.headers[0].value")]
    [InlineData("""{ "message": { "token": "t", "apns": { "payload": "x" } } }""", "message.apns.payload")]
    [InlineData("""{ "message": { "token": "t", "topic": "news" } }""", "message")]
    [InlineData("""{ "message": "x" }""", "message")]
    public async Task Body_ThatIsNoMessage_IsRefusedBeforeFcmSeesIt(string body, string field)
    {
        var (status, error) = await _client.RefusalOfAsync(body);

        status.ShouldBe(400);
        ((string)error["status"]!).ShouldBe("INVALID_ARGUMENT");
        FirebaseClient.FcmCodeOf(error).ShouldBeNull();
        (FirebaseClient.FieldOf(error) ?? "").ShouldBe(field);
        _firebase.Book.MessageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "message": { "token": "a", "token": "b" } }""")]
    public async Task Body_ThatIsNoJsonObject_Is400(string body)
    {
        var (status, error) = await _client.RefusalOfAsync(body);

        status.ShouldBe(400);
        ((string)error["message"]!).ShouldStartWith("Invalid JSON payload received.");
    }

    [Theory]
    [InlineData("{}", "message")]
    [InlineData("""{ "message": {} }""", "message")]
    [InlineData("""{ "message": { "topic": "/topics/news" } }""", "message.topic")]
    [InlineData("""{ "message": { "condition": "news" } }""", "message.condition")]
    [InlineData("""{ "message": { "token": "t", "data": { "from": "x" } } }""", "message.data")]
    [InlineData("""{ "message": { "token": "t", "data": { "gcm.x": "x" } } }""", "message.data")]
    [InlineData("""{ "message": { "token": "t", "data": { "google_x": "x" } } }""", "message.data")]
    [InlineData("""{ "message": { "token": "t", "android": { "data": { "from": "x" } } } }""", "message.android.data")]
    [InlineData("""{ "message": { "token": "t", "android": { "ttl": "2419201s" } } }""", "message.android.ttl")]
    [InlineData("""{ "message": { "token": "t", "android": { "ttl": "-1s" } } }""", "message.android.ttl")]
    public async Task Message_AgainstARule_IsRefusedByFcmWithItsField(string body, string field)
    {
        var (status, error) = await _client.RefusalOfAsync(body);

        status.ShouldBe(400);
        FirebaseClient.FcmCodeOf(error).ShouldBe("INVALID_ARGUMENT");
        FirebaseClient.FieldOf(error).ShouldBe(field);
        _firebase.Book.MessageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("jeton-é")]
    public async Task Token_Malformed_IsFcmsCodeWithoutAField(string token)
    {
        var (status, error) = await _client.RefusalOfAsync(FirebaseClient.Message(token));

        status.ShouldBe(400);
        FirebaseClient.FcmCodeOf(error).ShouldBe("INVALID_ARGUMENT");
        FirebaseClient.FieldOf(error).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "message": { "token": "t", "android": { "ttl": "0s", "priority": "HIGH" } } }""")]
    [InlineData("""{ "message": { "token": "t", "android": { "ttl": "2419200s" } } }""")]
    [InlineData("""{ "message": { "token": "t", "android": { "ttl": "3.5s", "collapseKey": "a", "notification": { "channelId": "c" } } } }""")]
    [InlineData("""{ "message": { "token": "t", "topic": null, "webpush": { "notification": { "any": 1 } }, "fcm_options": { "analytics_label": "a" } } }""")]
    [InlineData("""{ "message": { "topic": "news" } }""")]
    [InlineData("""{ "message": { "condition": "'a' in topics && 'b' in topics" } }""")]
    public async Task Message_AtTheLimitOfTheRules_IsAccepted(string body)
    {
        using var answer = await _client.SendAsync(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("token", 4096)]
    [InlineData("topic", 2048)]
    public async Task Payload_CountsBytesOfKeysValuesAndTexts(string target, int most)
    {
        // 5 of the title (é is two), 4 of the body, 3 of the key.
        var fits = Sized(target, most - 12);
        var tooBig = Sized(target, most - 11);

        (await _client.StatusOfAsync(fits)).ShouldBe(200);
        var (status, error) = await _client.RefusalOfAsync(tooBig);

        status.ShouldBe(400);
        FirebaseClient.FieldOf(error).ShouldBe("message");
        ((string)error["message"]!).ShouldContain("too big");
    }

    [Fact]
    public async Task Payload_OfApns_CountsToo()
    {
        var message = FirebaseClient.Message();
        message["message"]!["apns"]!["payload"] = new JsonObject { ["aps"] = new JsonObject { ["x"] = new string('a', 4090) } };

        var (status, error) = await _client.RefusalOfAsync(message);

        status.ShouldBe(400);
        ((string)error["message"]!).ShouldBe("APNS message is too big");
    }

    [Fact]
    public async Task Body_OfMoreThanAnyMessage_Is400()
    {
        var message = FirebaseClient.Message(text: new string('a', 80 * 1024));

        var (status, error) = await _client.RefusalOfAsync(message);

        status.ShouldBe(400);
        ((string)error["message"]!).ShouldContain("too big");
    }

    private static JsonObject Sized(string target, int valueBytes) => new()
    {
        ["message"] = new JsonObject
        {
            [target] = "t",
            ["notification"] = new JsonObject { ["title"] = "été", ["body"] = "abcd" },
            ["data"] = new JsonObject { ["key"] = new string('a', valueBytes) },
        },
    };
}
