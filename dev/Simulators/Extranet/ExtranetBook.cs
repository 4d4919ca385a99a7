using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Extranet;

/// <summary>
/// What arrived: the oracle that tests hold the service's database against. Lists are snapshots, in order of arrival or of
/// storing. Its lock is never held over input or output.
/// </summary>
public sealed class ExtranetBook
{
    private readonly Lock _gate = new();
    private readonly ChangeSignal _change = new();
    private readonly List<ExtranetRequest> _requests = [];
    private readonly List<ExtranetMessage> _messages = [];
    private readonly Dictionary<Guid, ExtranetMessage> _byId = [];
    private readonly Dictionary<string, int> _perCallback = new(StringComparer.OrdinalIgnoreCase);
    private readonly ExtranetJournal? _journal;
    private long _arrived;

    internal ExtranetBook(ExtranetJournal? journal, IEnumerable<StoredMessage> kept)
    {
        foreach (var message in kept)
        {
            Add(Guid.Parse(message.MessageId), message);
        }

        _journal = journal;
    }

    /// <summary>Every request of this process, refused ones too.</summary>
    public IReadOnlyList<ExtranetRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Every message stored, once.</summary>
    public IReadOnlyList<ExtranetMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public int RequestCount
    {
        get
        {
            lock (_gate)
            {
                return _requests.Count;
            }
        }
    }

    public int MessageCount
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    public IReadOnlyList<ExtranetMessage> MessagesOf(string callbackId) =>
        [.. Messages.Where(message => string.Equals(message.CallbackId, callbackId, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Waits until <paramref name="condition"/> holds; it is asked again after each arrival, storing and answer.</summary>
    /// <exception cref="TimeoutException">It did not hold within <paramref name="timeout"/>.</exception>
    public Task WaitUntilAsync(Func<ExtranetBook, bool> condition, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _change.WaitUntilAsync(() => condition(this), timeout, () => $"the book has {RequestCount} requests and {MessageCount} messages.", cancellationToken);

    /// <summary>Forgets everything, the file's lines too.</summary>
    public Task ClearAsync()
    {
        lock (_gate)
        {
            _requests.Clear();
            _messages.Clear();
            _byId.Clear();
            _perCallback.Clear();
            return _journal?.TruncateAsync() ?? Task.CompletedTask;
        }
    }

    internal ExtranetRequest Receive(DateTimeOffset receivedAt, string? idempotencyKey, ReadOnlyMemory<byte> body, MessageHead head)
    {
        ExtranetRequest request;
        lock (_gate)
        {
            request = new ExtranetRequest(++_arrived, receivedAt, idempotencyKey, body, head);
            _requests.Add(request);
        }

        _change.Raise();
        return request;
    }

    /// <summary>Stores the message unless it is here; either way ends once it is in the file.</summary>
    internal async Task StoreAsync(ExtranetRequest request, Guid id, StoredMessage stored)
    {
        var line = _journal is null ? null : ExtranetJournal.LineOf(stored);
        ExtranetMessage? message;
        lock (_gate)
        {
            if (_byId.TryGetValue(id, out message))
            {
                message.CameAgain();
                request.Duplicate = true;
            }
            else
            {
                // Enqueued under the lock (which does not wait), so that the file has the book's order.
                message = Add(id, stored, line);
                request.Stored = true;
            }
        }

        _change.Raise();
        await message.Kept;
    }

    internal void Answered(ExtranetRequest request, int? status)
    {
        request.AnswerStatus = status;
        _change.Raise();
    }

    private ExtranetMessage Add(Guid id, StoredMessage stored, byte[]? line = null)
    {
        var position = _perCallback.GetValueOrDefault(stored.CallbackId) + 1;
        _perCallback[stored.CallbackId] = position;
        var message = new ExtranetMessage(_messages.Count + 1, position, stored)
        {
            Kept = line is null ? Task.CompletedTask : _journal!.AppendAsync(line),
        };
        _messages.Add(message);
        _byId.Add(id, message);
        return message;
    }
}
