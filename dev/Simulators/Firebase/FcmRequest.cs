using System.Text;
using System.Text.Json;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>One <c>messages:send</c> as it arrived, refused ones too, and what became of it. What the body does not have is <see langword="null"/>.</summary>
public sealed class FcmRequest
{
    private readonly ReadOnlyMemory<byte> _body;

    internal FcmRequest(long sequence, DateTimeOffset receivedAt, string project, ReadOnlyMemory<byte> body, JsonDocument? document)
    {
        Sequence = sequence;
        ReceivedAt = receivedAt;
        Project = project;
        _body = body;
        if (document is not null)
        {
            var message = JsonMembers.Member(document.RootElement, "message");
            var notification = JsonMembers.Member(message, "notification");
            Token = FcmSchema.Text(message, "token");
            Topic = FcmSchema.Text(message, "topic");
            Condition = FcmSchema.Text(message, "condition");
            MessageId = FcmSchema.Text(JsonMembers.Member(message, "data"), "messageId");
            Title = FcmSchema.Text(notification, "title");
            Text = FcmSchema.Text(notification, "body");
        }
    }

    /// <summary>1 for the first that arrived.</summary>
    public long Sequence { get; }

    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Of the address.</summary>
    public string Project { get; }

    public string? Token { get; }

    public string? Topic { get; }

    public string? Condition { get; }

    /// <summary><c>data.messageId</c>.</summary>
    public string? MessageId { get; }

    /// <summary><c>notification.title</c>.</summary>
    public string? Title { get; }

    /// <summary><c>notification.body</c>.</summary>
    public string? Text { get; }

    /// <summary>The whole body as sent; empty where it was too long.</summary>
    public string Body => Encoding.UTF8.GetString(_body.Span);

    /// <summary>The scripted step that served it, where there was one.</summary>
    public FaultStep? Fault { get; internal set; }

    /// <summary>Whether FCM took the message on, whatever it then answered.</summary>
    public bool Accepted { get; internal set; }

    /// <summary>The status answered; <see langword="null"/> while there is none, and for good where the connection was cut or left silent.</summary>
    public int? AnswerStatus { get; internal set; }

    /// <summary>
    /// <see cref="FcmBook.Ok"/>, the code of FCM's or Google's error, <c>HTTP …</c> for another scripted answer, or
    /// <see cref="FcmBook.NoAnswer"/>; <see langword="null"/> until it is known.
    /// </summary>
    public string? Outcome { get; internal set; }

    internal FcmError? Refusal { get; set; }
}
