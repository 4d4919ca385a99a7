using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>
/// What arrived: the oracle that tests hold the service's database against. Lists are snapshots, in order of arrival, and empty
/// with <see cref="FirebaseSimulatorOptions.KeepMessages"/> false; the counts are kept either way.
/// </summary>
public sealed class FcmBook
{
    /// <summary>The outcome of a request that was honestly accepted.</summary>
    public const string Ok = "OK";

    /// <summary>The outcome of a request that was cut or left silent.</summary>
    public const string NoAnswer = "NO_ANSWER";

    private readonly Lock _gate = new();
    private readonly ChangeSignal _change = new();
    private readonly List<FcmRequest> _requests = [];
    private readonly List<FcmMessage> _messages = [];
    private readonly ConcurrentDictionary<string, StrongBox<long>> _outcomes = new();
    private readonly DistinctTexts _messageIds = new();
    private readonly DistinctTexts _deliveries = new();
    private readonly SlidingSecond _arrivals;
    private readonly SlidingSecond _acceptances;
    private readonly bool _keeps;
    private long _requestCount;
    private long _messageCount;
    private long _doubles;

    internal FcmBook(FirebaseSimulatorOptions options)
    {
        _keeps = options.KeepMessages;
        _arrivals = new SlidingSecond(options.Clock);
        _acceptances = new SlidingSecond(options.Clock);
    }

    /// <summary>Whether requests and messages are kept, not only counted.</summary>
    public bool KeepsMessages => _keeps;

    /// <summary>Every request, refused ones too.</summary>
    public IReadOnlyList<FcmRequest> Requests => Snapshot(_requests);

    /// <summary>Every message that FCM took on, the same one twice if it came twice.</summary>
    public IReadOnlyList<FcmMessage> Messages => Snapshot(_messages);

    public long RequestCount => Interlocked.Read(ref _requestCount);

    public long MessageCount => Interlocked.Read(ref _messageCount);

    /// <summary>How many requests ended how; see <see cref="FcmRequest.Outcome"/>.</summary>
    public IReadOnlyDictionary<string, long> Outcomes => _outcomes.ToDictionary(outcome => outcome.Key, outcome => Interlocked.Read(ref outcome.Value.Value));

    /// <summary>Different <c>data.messageId</c> among the messages.</summary>
    public int DistinctMessageIds => _messageIds.Count;

    /// <summary>Messages whose <c>data.messageId</c> the same target had been sent before: what a person sees twice.</summary>
    public long DoubleCount => Interlocked.Read(ref _doubles);

    /// <summary>The most requests in any one second; what FCM's quota counts.</summary>
    public int MostRequestsInOneSecond => _arrivals.Most;

    /// <summary>The most messages in any one second.</summary>
    public int MostAcceptedInOneSecond => _acceptances.Most;

    public IReadOnlyList<FcmMessage> MessagesTo(string token) => [.. Messages.Where(message => string.Equals(message.Token, token, StringComparison.Ordinal))];

    /// <summary>As <see cref="DoubleCount"/>, for one phone; needs the messages to be kept.</summary>
    public int DoublesTo(string token)
    {
        var ids = MessagesTo(token).Where(message => message.MessageId is not null).Select(message => message.MessageId!).ToList();
        return ids.Count - ids.Distinct(StringComparer.Ordinal).Count();
    }

    /// <summary>Waits until <paramref name="condition"/> holds; it is asked again after each arrival, acceptance and answer.</summary>
    /// <exception cref="TimeoutException">It did not hold within <paramref name="timeout"/>.</exception>
    public Task WaitUntilAsync(Func<FcmBook, bool> condition, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _change.WaitUntilAsync(() => condition(this), timeout, () => $"the book has {RequestCount} requests and {MessageCount} messages.", cancellationToken);

    /// <summary>Forgets everything, counts too.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _messages.Clear();
        }

        _outcomes.Clear();
        _messageIds.Clear();
        _deliveries.Clear();
        _arrivals.Clear();
        _acceptances.Clear();
        Interlocked.Exchange(ref _requestCount, 0);
        Interlocked.Exchange(ref _messageCount, 0);
        Interlocked.Exchange(ref _doubles, 0);
        _change.Raise();
    }

    internal FcmRequest Receive(DateTimeOffset receivedAt, string project, ReadOnlyMemory<byte> body, JsonDocument? document)
    {
        var request = new FcmRequest(Interlocked.Increment(ref _requestCount), receivedAt, project, body, document);
        _arrivals.Add();
        if (_keeps)
        {
            lock (_gate)
            {
                _requests.Add(request);
            }
        }

        _change.Raise();
        return request;
    }

    internal void Accept(FcmRequest request, string name, JsonElement body)
    {
        request.Accepted = true;
        _acceptances.Add();
        if (request.MessageId is { } id)
        {
            _messageIds.Add(id);
            if (!_deliveries.Add($"{request.Token ?? request.Topic ?? request.Condition}\n{id}"))
            {
                Interlocked.Increment(ref _doubles);
            }
        }

        if (_keeps)
        {
            var message = new FcmMessage(request, name, body);
            lock (_gate)
            {
                _messages.Add(message);
            }
        }

        Interlocked.Increment(ref _messageCount);
        _change.Raise();
    }

    internal void Answered(FcmRequest request, int? status)
    {
        request.AnswerStatus = status;
        request.Outcome = request.Refusal?.Outcome ?? (status, request.Fault) switch
        {
            (null, _) => NoAnswer,
            (_, { Ending: Faults.FaultEnding.Answer } step) => step.Name ?? $"HTTP {step.Status}",
            _ => Ok,
        };
        Interlocked.Increment(ref _outcomes.GetOrAdd(request.Outcome, static _ => new StrongBox<long>()).Value);
        _change.Raise();
    }

    private List<T> Snapshot<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
