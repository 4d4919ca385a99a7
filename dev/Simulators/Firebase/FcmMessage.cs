using System.Collections.ObjectModel;
using System.Text.Json;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>A message that FCM took on. What the body does not have is <see langword="null"/>, or empty where it is a list of names and values.</summary>
public sealed class FcmMessage
{
    internal FcmMessage(FcmRequest request, string name, JsonElement body)
    {
        var message = JsonMembers.Member(body, "message");
        var android = JsonMembers.Member(message, "android");
        var onAndroid = JsonMembers.Member(android, "notification");
        var apns = JsonMembers.Member(message, "apns");
        var alert = JsonMembers.Member(JsonMembers.Member(JsonMembers.Member(apns, "payload"), "aps"), "alert");
        Sequence = request.Sequence;
        ReceivedAt = request.ReceivedAt;
        Name = name;
        Token = request.Token;
        Topic = request.Topic;
        Condition = request.Condition;
        MessageId = request.MessageId;
        Title = request.Title ?? FcmSchema.Text(onAndroid, "title") ?? FcmSchema.Text(alert, "title");
        Text = request.Text ?? FcmSchema.Text(onAndroid, "body") ?? FcmSchema.Text(alert, "body") ?? JsonMembers.Text(alert);
        Data = TextsOf(JsonMembers.Member(message, "data"));
        Ttl = FcmSchema.DurationOf(FcmSchema.Text(android, "ttl"));
        AndroidPriority = FcmSchema.Text(android, "priority");
        AndroidCollapseKey = FcmSchema.Text(android, "collapse_key");
        AndroidTag = FcmSchema.Text(onAndroid, "tag");
        AndroidChannel = FcmSchema.Text(onAndroid, "channel_id");
        ApnsHeaders = TextsOf(JsonMembers.Member(apns, "headers"));
        Body = body.GetRawText();
    }

    /// <summary>Of the request that brought it.</summary>
    public long Sequence { get; }

    public DateTimeOffset ReceivedAt { get; }

    /// <summary><c>projects/…/messages/…</c>, as answered.</summary>
    public string Name { get; }

    public string? Token { get; }

    public string? Topic { get; }

    public string? Condition { get; }

    /// <summary><c>data.messageId</c>.</summary>
    public string? MessageId { get; }

    /// <summary>Of the notification, that of one platform where there is none for all.</summary>
    public string? Title { get; }

    /// <summary>As <see cref="Title"/>.</summary>
    public string? Text { get; }

    public IReadOnlyDictionary<string, string> Data { get; }

    /// <summary><c>android.ttl</c>; iOS has <c>apns-expiration</c> in <see cref="ApnsHeaders"/>.</summary>
    public TimeSpan? Ttl { get; }

    public string? AndroidPriority { get; }

    public string? AndroidCollapseKey { get; }

    /// <summary><c>android.notification.tag</c>: a later one of the same tag takes its place.</summary>
    public string? AndroidTag { get; }

    public string? AndroidChannel { get; }

    /// <summary>By the names that were sent.</summary>
    public IReadOnlyDictionary<string, string> ApnsHeaders { get; }

    /// <summary><c>apns-collapse-id</c>: a later one of the same id takes its place.</summary>
    public string? ApnsCollapseId => ApnsHeaders.GetValueOrDefault("apns-collapse-id");

    /// <summary>The whole body as sent.</summary>
    public string Body { get; }

    private static ReadOnlyDictionary<string, string> TextsOf(JsonElement map) => map.ValueKind == JsonValueKind.Object
        ? map.EnumerateObject().ToDictionary(entry => entry.Name, entry => JsonMembers.Text(entry.Value) ?? string.Empty).AsReadOnly()
        : ReadOnlyDictionary<string, string>.Empty;
}
