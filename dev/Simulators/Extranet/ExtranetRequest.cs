using System.Text;
using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Extranet;

/// <summary>One POST as it arrived, refused ones too, and what became of it.</summary>
public sealed class ExtranetRequest
{
    private readonly ReadOnlyMemory<byte> _body;

    internal ExtranetRequest(long sequence, DateTimeOffset receivedAt, string? idempotencyKey, ReadOnlyMemory<byte> body, MessageHead head)
    {
        Sequence = sequence;
        ReceivedAt = receivedAt;
        IdempotencyKey = idempotencyKey;
        _body = body;
        MessageId = head.MessageId;
        Type = head.Type;
        CallbackId = head.CallbackId;
        IsJson = head.IsJson;
    }

    /// <summary>1 for the first that arrived.</summary>
    public long Sequence { get; }

    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Of the body, as sent; <see langword="null"/> where it had none.</summary>
    public string? MessageId { get; }

    public string? Type { get; }

    public string? CallbackId { get; }

    public string? IdempotencyKey { get; }

    /// <summary>Whether this very request put the message into the book.</summary>
    public bool Stored { get; internal set; }

    /// <summary>Whether the message was in the book already.</summary>
    public bool Duplicate { get; internal set; }

    /// <summary>The status answered; <see langword="null"/> while there is none, and for good where the connection was cut or left silent.</summary>
    public int? AnswerStatus { get; internal set; }

    /// <summary>The scripted step that served it, where there was one.</summary>
    public FaultStep? Fault { get; internal set; }

    /// <summary>The body as sent; empty where it was longer than the extranet takes.</summary>
    public string Body => Encoding.UTF8.GetString(_body.Span);

    internal bool IsJson { get; }

    internal ReadOnlyMemory<byte> Utf8Body => _body;
}

/// <summary>What is read of a body before anything is checked.</summary>
internal readonly record struct MessageHead(bool IsJson, string? MessageId, string? Type, string? CallbackId);

/// <summary>A message in the book: stored once, however often it was sent.</summary>
public sealed class ExtranetMessage
{
    private readonly ReadOnlyMemory<byte> _body;
    private int _duplicates;

    internal ExtranetMessage(long sequence, int position, StoredMessage stored)
    {
        Sequence = sequence;
        Position = position;
        ReceivedAt = stored.ReceivedAt;
        MessageId = stored.MessageId;
        Type = stored.Type;
        CallbackId = stored.CallbackId;
        _body = stored.Body;
    }

    /// <summary>1 for the first stored.</summary>
    public long Sequence { get; }

    /// <summary>1 for the first message of its call back.</summary>
    public int Position { get; }

    public DateTimeOffset ReceivedAt { get; }

    public string MessageId { get; }

    public string Type { get; }

    public string CallbackId { get; }

    /// <summary>How often it came again since this process keeps the book.</summary>
    public int Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>The JSON body.</summary>
    public string Body => Encoding.UTF8.GetString(_body.Span);

    internal ReadOnlyMemory<byte> Utf8Body => _body;

    /// <summary>Ends when the message is in the file, so that nobody is told of it before.</summary>
    internal Task Kept { get; init; } = Task.CompletedTask;

    internal void CameAgain() => Interlocked.Increment(ref _duplicates);
}

/// <summary>What the book keeps of a message, and its file too.</summary>
internal sealed record StoredMessage(DateTimeOffset ReceivedAt, string MessageId, string Type, string CallbackId, ReadOnlyMemory<byte> Body);
