using System.Text.Json;
using System.Threading.Channels;

namespace MobileBackend.Simulators.Extranet;

/// <summary>
/// The book's file, a JSON object a line. One writer takes what waits, writes it in one go and only then lets the answers leave,
/// so that what was answered survives <c>kill -9</c> and thousands of messages a second do not cost a write each.
/// </summary>
internal sealed class ExtranetJournal : IAsyncDisposable
{
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FileStream _file;
    private readonly TimeSpan _delay;
    private readonly Task _writing;

    private ExtranetJournal(FileStream file, TimeSpan delay)
    {
        _file = file;
        _delay = delay;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens or creates the file and reads what it holds. A last line that a kill left unfinished was never answered: it is cut off.</summary>
    public static async Task<(ExtranetJournal Journal, IReadOnlyList<StoredMessage> Kept)> OpenAsync(
        string path, TimeSpan delay, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
        try
        {
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellationToken);
            var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            file.SetLength(end);
            file.Position = end;
            return (new ExtranetJournal(file, delay), [.. LinesOf(bytes.AsMemory(0, end)).Select(Read)]);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public static byte[] LineOf(StoredMessage message)
    {
        using var line = new MemoryStream(message.Body.Length + 256);
        using (var writer = new Utf8JsonWriter(line))
        using (var body = JsonDocument.Parse(message.Body))
        {
            writer.WriteStartObject();
            writer.WriteString("receivedAt", message.ReceivedAt.UtcDateTime);
            writer.WriteString("messageId", message.MessageId);
            writer.WriteString("type", message.Type);
            writer.WriteString("callbackId", message.CallbackId);

            // Written anew and not copied: a body sent with line breaks must become one line.
            writer.WritePropertyName("body");
            body.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Ends when the line is with the operating system.</summary>
    public Task AppendAsync(byte[] line) => Enqueue(new Entry(line));

    public Task TruncateAsync() => Enqueue(new Entry(null));

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> LinesOf(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var length = bytes.Span.IndexOf((byte)'\n');
            yield return bytes[..length];
            bytes = bytes[(length + 1)..];
        }
    }

    private static StoredMessage Read(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new StoredMessage(
            root.GetProperty("receivedAt").GetDateTimeOffset(),
            root.GetProperty("messageId").GetString()!,
            root.GetProperty("type").GetString()!,
            root.GetProperty("callbackId").GetString()!,
            System.Text.Encoding.UTF8.GetBytes(root.GetProperty("body").GetRawText()));
    }

    private Task Enqueue(Entry entry) =>
        _entries.Writer.TryWrite(entry)
            ? entry.Written.Task
            : Task.FromException(new ObjectDisposedException(nameof(ExtranetJournal)));

    private async Task WriteAsync()
    {
        var batch = new List<Entry>();
        using var buffer = new MemoryStream();
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (_entries.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            try
            {
                await WriteAsync(batch, buffer);
                batch.ForEach(entry => entry.Written.SetResult());
            }
            catch (IOException failure)
            {
                batch.ForEach(entry => entry.Written.TrySetException(failure));
            }

            batch.Clear();
        }
    }

    private async Task WriteAsync(List<Entry> batch, MemoryStream buffer)
    {
        if (_delay > TimeSpan.Zero)
        {
            await Task.Delay(_delay);
        }

        buffer.SetLength(0);
        var truncation = batch.FindLastIndex(entry => entry.Line is null);
        if (truncation >= 0)
        {
            _file.SetLength(0);
            _file.Position = 0;
        }

        foreach (var entry in batch.Skip(truncation + 1))
        {
            buffer.Write(entry.Line);
        }

        await _file.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        await _file.FlushAsync();
    }

    /// <param name="Line">The line with its end, or <see langword="null"/> to empty the file.</param>
    private sealed record Entry(byte[]? Line)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
