using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MobileBackend.Infrastructure.Pushes;

namespace MobileBackend.Infrastructure.Firebase;

/// <summary>The message as FCM HTTP v1 reads it, and its errors.</summary>
internal static class FirebaseWire
{
    private const string FcmError = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private const string BadRequest = "type.googleapis.com/google.rpc.BadRequest";

    /// <summary>FCM keeps a message for four weeks at most.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2_419_200);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>
    /// Ids and neutral words only. The tag and the collapse id make a repetition replace its first copy on the phone: FCM itself does not
    /// tell repetitions.
    /// </summary>
    public static byte[] Serialize(PushEnvelope envelope, DateTimeOffset now)
    {
        var id = envelope.MessageId.ToString();
        var life = envelope.ExpiresAt - now;
        var seconds = ((long)Math.Clamp(life.TotalSeconds, 0, LongestLife.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Request(new Message(
                envelope.Token,
                new Notification(envelope.Title, envelope.Body),
                new Dictionary<string, string> { ["messageId"] = id },
                new Android(envelope.IsUrgent ? "high" : "normal", seconds + "s", new Tagged(id)),
                new Apns(new Dictionary<string, string>
                {
                    ["apns-priority"] = envelope.IsUrgent ? "10" : "5",
                    ["apns-expiration"] = envelope.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                    ["apns-collapse-id"] = id,
                }),
                new Webpush(new Dictionary<string, string> { ["TTL"] = seconds, ["Urgency"] = envelope.IsUrgent ? "high" : "normal" }, new Tagged(id)))),
            Options);
    }

    /// <summary>FCM's own code and whether the payload is blamed; nothing where the body is not FCM's.</summary>
    public static FirebaseError ReadError(ReadOnlySpan<byte> body)
    {
        try
        {
            var details = JsonSerializer.Deserialize<ErrorBody>(body, Options)?.Error?.Details ?? [];
            return new FirebaseError(
                details.FirstOrDefault(detail => detail?.Type == FcmError)?.ErrorCode,
                details.Any(detail => detail?.Type == BadRequest));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private sealed record Request(Message Message);

    private sealed record Message(
        string Token, Notification Notification, IReadOnlyDictionary<string, string> Data, Android Android, Apns Apns, Webpush Webpush);

    private sealed record Notification(string Title, string Body);

    private sealed record Android(string Priority, string Ttl, Tagged Notification);

    private sealed record Tagged(string Tag);

    private sealed record Apns(IReadOnlyDictionary<string, string> Headers);

    private sealed record Webpush(IReadOnlyDictionary<string, string> Headers, Tagged Notification);

    private sealed record ErrorBody(ErrorStatus? Error);

    private sealed record ErrorStatus(IReadOnlyList<ErrorDetail?>? Details);

    private sealed record ErrorDetail([property: JsonPropertyName("@type")] string? Type, string? ErrorCode);
}

/// <summary>What an answer of FCM says besides its status.</summary>
/// <param name="Code">The <c>errorCode</c> of its FcmError detail; null without one.</param>
/// <param name="BlamesPayload">Whether it has a BadRequest detail.</param>
internal readonly record struct FirebaseError(string? Code, bool BlamesPayload);
