using System.Collections.Concurrent;

namespace MobileBackend.FaultRun;

/// <summary>What clients were told: the promises that the audit holds the service to. Nothing enters it that was not answered.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<Guid, ToldCallback> _callbacks = new();
    private readonly ConcurrentBag<string> _wrong = [];

    public ICollection<ToldCallback> Callbacks => _callbacks.Values;

    public int Count => _callbacks.Count;

    /// <summary>Answers that no client should ever get.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    public ToldCallback Accepted(Guid id, Person owner, DateTimeOffset slot)
    {
        var told = new ToldCallback(id, owner, slot);
        if (!_callbacks.TryAdd(id, told))
        {
            Complain($"two different requests were answered with the call back {id}");
        }

        return told;
    }

    public void Complain(string what) => _wrong.Add(what);
}

/// <summary>One call back as its owner and the call centre were told of it. Used by one of the two at a time.</summary>
internal sealed class ToldCallback(Guid id, Person owner, DateTimeOffset slot)
{
    private readonly List<DateTimeOffset> _slots = [slot];
    private readonly List<ToldAttempt> _attempts = [];

    public Guid Id => id;

    public Person Owner => owner;

    public DateTimeOffset Slot => _slots[^1];

    /// <summary>The first slot, and that of each move.</summary>
    public IReadOnlyList<DateTimeOffset> Slots => _slots;

    /// <summary>How many messages the extranet was to get: the request, each move, the cancellation.</summary>
    public int Messages => _slots.Count + (IsCancelled ? 1 : 0);

    public IReadOnlyList<ToldAttempt> Attempts => _attempts;

    public bool IsCancelled { get; private set; }

    public bool IsErased { get; private set; }

    /// <summary>As the contract calls it.</summary>
    public string Status => IsCancelled ? "cancelled" : _attempts.Select(attempt => attempt.Outcome).LastOrDefault() switch
    {
        null => "queued",
        "no-answer" => _attempts.Count < 3 ? "queued" : "unreachable",
        "wrong-number" => "unreachable",
        var outcome => outcome,
    };

    /// <summary>To the slot that is reserved already it is no move, also where an answer got lost and the change was asked for again.</summary>
    public void Moved(DateTimeOffset to)
    {
        if (to != Slot)
        {
            _slots.Add(to);
        }
    }

    public void Cancelled() => IsCancelled = true;

    public void Erased() => IsErased = true;

    public void Attempted(string attemptId, string outcome) => _attempts.Add(new ToldAttempt(attemptId, outcome));
}

/// <summary>A report of the call centre that was answered.</summary>
internal readonly record struct ToldAttempt(string AttemptId, string Outcome);
