using MobileBackend.Simulators.Firebase;

namespace MobileBackend.FaultRun;

/// <summary>
/// What clients were told against the database against the books of the partners. Each finding names what it is about, so that a red run
/// can be looked into; ids only.
/// </summary>
internal sealed class Audit(
    Ledger ledger, Stored stored, IReadOnlyList<Delivery> deliveries, FirebaseSimulator firebase, IReadOnlyCollection<Person> people, int slotCapacity)
{
    private const string Requested = "callback.requested";
    private const string Rescheduled = "callback.rescheduled";
    private const string Cancelled = "callback.cancelled";

    private readonly Dictionary<Guid, StoredCallback> _stored = stored.Callbacks.ToDictionary(callback => callback.Id);
    private readonly ILookup<Guid, Delivery> _delivered = deliveries.ToLookup(delivery => delivery.CallbackId);
    private readonly ILookup<Guid, StoredMessage> _waiting = stored.Messages.ToLookup(message => message.CallbackId);
    private readonly ILookup<Guid, StoredAttempt> _attempts = stored.Attempts.ToLookup(attempt => attempt.CallbackId);
    private readonly ILookup<Guid, StoredPush> _pushes = stored.Pushes.ToLookup(push => push.CallbackId);

    public List<string> Lost { get; } = [];

    public List<string> Doubled { get; } = [];

    public List<string> Overbooked { get; } = [];

    public List<string> OutOfOrder { get; } = [];

    /// <summary>Messages that were accepted, by where they ended; those of a call back that was erased count as erased.</summary>
    public Dictionary<string, int> Fates { get; } = new() { ["delivered"] = 0, ["pending"] = 0, ["parked"] = 0, ["erased"] = 0, ["merged"] = 0 };

    public void Check()
    {
        foreach (var told in ledger.Callbacks)
        {
            CheckStored(told);
            CheckDelivered(told);
            CheckAttempts(told);
            CheckPushesPlanned(told);
        }

        CheckNothingElse();
        CheckSlots();
        CheckPushesSent();
        Lost.AddRange(stored.Messages.Where(message => message.IsLeased).Select(message => $"a lease is left on a message of {message.CallbackId}"));
        Lost.AddRange(stored.Pushes.Where(push => push.IsLeased).Select(push => $"a lease is left on the push of {push.MessageId}"));
    }

    private void CheckStored(ToldCallback told)
    {
        if (told.IsErased)
        {
            if (_stored.ContainsKey(told.Id))
            {
                Lost.Add($"{told.Id}: its erasure");
            }
        }
        else if (!_stored.TryGetValue(told.Id, out var row))
        {
            Lost.Add($"{told.Id}: told and not stored");
        }
        else if (row.Slot != told.Slot)
        {
            Lost.Add($"{told.Id}: its slot, told {told.Slot:u} and stored {row.Slot:u}");
        }
        else if (!string.Equals(row.Status, told.Status, StringComparison.OrdinalIgnoreCase))
        {
            Lost.Add($"{told.Id}: its status, told {told.Status} and stored {row.Status}");
        }
    }

    private void CheckDelivered(ToldCallback told)
    {
        var found = _delivered[told.Id].ToList();
        if (told.IsErased)
        {
            Fates["erased"] += told.Messages;
            if (found.Count > 0 && found[^1].Type != Cancelled)
            {
                OutOfOrder.Add($"{told.Id}: erased, and the last word to the extranet is {found[^1].Type}");
            }

            return;
        }

        var parked = _waiting[told.Id].Count(message => message.Status == "Parked");
        var pending = _waiting[told.Id].Count() - parked;
        var merged = _stored.GetValueOrDefault(told.Id)?.Merged ?? 0;
        Fates["delivered"] += found.Count;
        Fates["parked"] += parked;
        Fates["pending"] += pending;
        Fates["merged"] += merged;
        var accounted = found.Count + parked + pending + merged;
        if (accounted != told.Messages)
        {
            (accounted < told.Messages ? Lost : Doubled).Add($"{told.Id}: {told.Messages} messages were accepted and {accounted} are accounted for");
        }

        CheckOrder(told, found, isAllThere: parked + pending == 0);
    }

    /// <summary>What is there is in the order in which it was asked for, some of it merged; once nothing waits any more it ends with the newest word.</summary>
    private void CheckOrder(ToldCallback told, List<Delivery> found, bool isAllThere)
    {
        var slots = told.Slots.ToList();
        var next = 0;
        for (var place = 0; place < found.Count; place++)
        {
            var (type, slot) = (found[place].Type, found[place].Slot);
            var at = type == Cancelled ? slots.Count : slots.FindIndex(next, each => each == slot);
            var fits = type == Cancelled ? told.IsCancelled && place == found.Count - 1 : type == (place == 0 ? Requested : Rescheduled);
            if (at < 0 || !fits)
            {
                OutOfOrder.Add($"{told.Id}: {type} is not where it belongs in the extranet");
                return;
            }

            next = at + 1;
        }

        // Of a request that was cancelled before it left, the extranet hears nothing.
        if (isAllThere && next < (told.IsCancelled ? slots.Count + 1 : slots.Count) && !(told.IsCancelled && found.Count == 0))
        {
            Lost.Add($"{told.Id}: the newest word to the extranet");
        }
    }

    private void CheckAttempts(ToldCallback told)
    {
        if (told.IsErased)
        {
            return;
        }

        var rows = _attempts[told.Id].Select(attempt => attempt.AttemptId).ToList();
        Lost.AddRange(told.Attempts.Select(attempt => attempt.AttemptId).Except(rows).Select(id => $"{told.Id}: the attempt {id}"));
        Doubled.AddRange(rows.Except(told.Attempts.Select(attempt => attempt.AttemptId))
            .Select(id => $"{told.Id}: the attempt {id}, which nobody was told of"));
    }

    /// <summary>One push for each attempt that the person should hear of, and no second one about the same.</summary>
    private void CheckPushesPlanned(ToldCallback told)
    {
        if (told.IsErased)
        {
            return;
        }

        var steps = _pushes[told.Id].Where(push => !push.IsReminder).Select(push => push.Step).ToList();
        var expected = told.Attempts.Select((attempt, index) => (attempt.Outcome, index) switch
        {
            ("no-answer", < 2) => $"unanswered-{2 - index}-left",
            ("no-answer" or "wrong-number", _) => "unreachable",
            _ => null,
        }).OfType<string>().ToList();
        Lost.AddRange(expected.Except(steps).Select(step => $"{told.Id}: the message {step}"));
        Doubled.AddRange(steps.CountBy(step => step).Where(step => step.Value > 1).Select(step => $"{told.Id}: the message {step.Key}"));
        Doubled.AddRange(steps.Except(expected).Select(step => $"{told.Id}: the message {step}, for which there is no reason"));
        Lost.AddRange(_pushes[told.Id].Where(push => push is { Status: "Planned", IsDue: true })
            .Select(push => $"{told.Id}: its push {push.Step} is due and not ended"));
    }

    private void CheckNothingElse()
    {
        var told = ledger.Callbacks.Select(callback => callback.Id).ToHashSet();
        Doubled.AddRange(_stored.Keys.Where(id => !told.Contains(id)).Select(id => $"{id}: stored, and nobody was told of it"));
        Doubled.AddRange(_delivered.Where(callback => !told.Contains(callback.Key))
            .Select(callback => $"{callback.Key}: in the extranet, and nobody was told of it"));
    }

    private void CheckSlots()
    {
        // A call that was cancelled gives its place back; any other keeps it.
        var held = stored.Callbacks.Where(callback => callback.Status != "Cancelled").CountBy(callback => callback.Slot).ToDictionary();
        Overbooked.AddRange(held.Where(slot => slot.Value > slotCapacity).Select(slot => $"{slot.Key:u} is held by {slot.Value}"));
        Overbooked.AddRange(stored.SlotLoads.Where(slot => slot.Value > slotCapacity).Select(slot => $"{slot.Key:u} counts {slot.Value}"));
        var toldHeld = ledger.Callbacks.Where(callback => callback is { IsErased: false, IsCancelled: false }).CountBy(callback => callback.Slot);
        Overbooked.AddRange(toldHeld.Where(slot => slot.Value > slotCapacity).Select(slot => $"{slot.Key:u} was told to {slot.Value}"));

        // The places of closed call backs that were erased stay taken: the call was made.
        Overbooked.AddRange(held.Where(slot => stored.SlotLoads.GetValueOrDefault(slot.Key) < slot.Value)
            .Select(slot => $"{slot.Key:u} is held by {slot.Value} and counts {stored.SlotLoads.GetValueOrDefault(slot.Key)}"));
    }

    private void CheckPushesSent()
    {
        var messages = firebase.Book.Messages;
        var taken = messages.Select(message => message.MessageId).ToHashSet();
        Lost.AddRange(stored.Pushes.Where(push => push.Status == "Sent" && !taken.Contains(push.MessageId))
            .Select(push => $"the push of {push.MessageId} counts as sent"));
        var gone = people.SelectMany(person => person.GoneTokens).ToHashSet();
        var known = stored.Pushes.Select(push => push.MessageId).ToHashSet();
        Doubled.AddRange(messages.Where(message => !gone.Contains(message.Token!) && !known.Contains(message.MessageId!))
            .Select(message => $"a phone got {message.MessageId}, of which nothing is stored"));
        Doubled.AddRange(Phone.Of(messages)
            .SelectMany(phone => phone.Notifications.CountBy(shown => shown.Message.MessageId ?? "").Where(shown => shown.Value > 1))
            .Select(shown => $"a phone shows {shown.Key} {shown.Value} times"));
    }
}
