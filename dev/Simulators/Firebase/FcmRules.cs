using System.Text;
using System.Text.Json;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>What FCM itself asks of a message whose members are known and of the right types (<see cref="FcmSchema"/>).</summary>
internal static class FcmRules
{
    private const int MostBytes = 4096;
    private const int MostBytesToTopic = 2048;
    private const int LongestToken = 4096;
    private static readonly TimeSpan LongestTtl = TimeSpan.FromSeconds(2_419_200);
    private static readonly string[] Targets = ["token", "topic", "condition"];

    /// <summary>What is wrong; <see langword="null"/> for a message that is delivered.</summary>
    public static FcmError? Check(JsonElement body)
    {
        var message = JsonMembers.Member(body, "message");
        if (message.ValueKind != JsonValueKind.Object)
        {
            return FcmError.InvalidPayload("message", "Message is not set.");
        }

        return CheckTarget(message)
            ?? CheckKeys(JsonMembers.Member(message, "data"), "message.data")
            ?? CheckAndroid(JsonMembers.Member(message, "android"))
            ?? CheckSize(message);
    }

    private static FcmError? CheckTarget(JsonElement message)
    {
        var given = Targets.Where(target => JsonMembers.Text(JsonMembers.Member(message, target)) is not null).ToArray();
        return given switch
        {
            [] => FcmError.InvalidPayload("message", "Recipient of the message is not set."),
            ["token"] => IsToken(FcmSchema.Text(message, "token")!) ? null : FcmError.InvalidToken,
            ["topic"] => IsTopic(FcmSchema.Text(message, "topic")!) ? null : FcmError.InvalidPayload("message.topic", "Malformed topic name"),
            ["condition"] => FcmSchema.Text(message, "condition")!.Contains(" in topics", StringComparison.Ordinal)
                ? null
                : FcmError.InvalidPayload("message.condition", "Invalid condition expression provided."),
            _ => FcmError.InvalidJson(
                "message", $"Invalid value at 'message' (oneof), oneof field 'target' is already set. Cannot set '{given[1]}'"),
        };
    }

    /// <summary>The form is not published; this is the alphabet of all that were ever seen, at any length, so that tests can use short ones.</summary>
    private static bool IsToken(string token) =>
        token.Length is > 0 and <= LongestToken && token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '-' or '_' or '.');

    private static bool IsTopic(string topic) =>
        topic.Length > 0 && topic.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '~' or '%');

    private static FcmError? CheckKeys(JsonElement data, string path)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var entry in data.EnumerateObject())
        {
            if (entry.Name is "" or "from" or "message_type"
                || entry.Name.StartsWith("gcm", StringComparison.Ordinal)
                || entry.Name.StartsWith("google", StringComparison.Ordinal))
            {
                return FcmError.InvalidPayload(path, $"Invalid data payload key: {entry.Name}");
            }
        }

        return null;
    }

    private static FcmError? CheckAndroid(JsonElement android)
    {
        if (FcmSchema.DurationOf(FcmSchema.Text(android, "ttl")) is { } ttl && (ttl < TimeSpan.Zero || ttl > LongestTtl))
        {
            return FcmError.InvalidPayload("message.android.ttl", "Invalid TTL: it is 0 to 2419200 seconds.");
        }

        return CheckKeys(JsonMembers.Member(android, "data"), "message.android.data");
    }

    /// <summary>Keys and values of the data, and the texts of the notification; on iOS the payload of APNs besides.</summary>
    private static FcmError? CheckSize(JsonElement message)
    {
        var most = FcmSchema.Text(message, "token") is null ? MostBytesToTopic : MostBytes;
        var android = JsonMembers.Member(message, "android");
        var ownData = JsonMembers.Member(android, "data");
        var common = SizeOf(JsonMembers.Member(message, "notification"));
        var data = SizeOf(JsonMembers.Member(message, "data"), withKeys: true);
        var onAndroid = common + SizeOf(JsonMembers.Member(android, "notification"))
            + (ownData.ValueKind == JsonValueKind.Object ? SizeOf(ownData, withKeys: true) : data);
        if (onAndroid > most)
        {
            return FcmError.InvalidPayload("message", "Android message is too big");
        }

        var payload = JsonMembers.Member(JsonMembers.Member(message, "apns"), "payload");
        var onApns = common + data + (payload.ValueKind == JsonValueKind.Object ? JsonEncodedLength(payload) : 0);
        return onApns > most ? FcmError.InvalidPayload("message", "APNS message is too big") : null;
    }

    private static int SizeOf(JsonElement texts, bool withKeys = false)
    {
        var size = 0;
        if (texts.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in texts.EnumerateObject())
            {
                size += withKeys ? Encoding.UTF8.GetByteCount(entry.Name) : 0;
                size += JsonMembers.Text(entry.Value) is { } text ? Encoding.UTF8.GetByteCount(text) : 0;
            }
        }

        return size;
    }

    private static int JsonEncodedLength(JsonElement payload) => Encoding.UTF8.GetByteCount(payload.GetRawText());
}
