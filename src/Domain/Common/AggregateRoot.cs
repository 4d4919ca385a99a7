namespace MobileBackend.Domain.Common;

/// <summary>Something that happened to an aggregate. Handled in the transaction that stores it.</summary>
public interface IDomainEvent;

/// <summary>The part of an aggregate root that persistence and the event dispatcher work with.</summary>
public interface IAggregateRoot
{
    /// <summary>Returns the events queued since the last call, oldest first, and forgets them.</summary>
    IReadOnlyList<IDomainEvent> TakeEvents();
}

/// <summary>A consistency boundary: loaded, changed and saved as one, under optimistic concurrency.</summary>
public abstract class AggregateRoot : IAggregateRoot
{
    private readonly List<IDomainEvent> _events = [];

    /// <summary>Counts the saves of this aggregate; two writers that read the same revision cannot both save.</summary>
    public long Revision { get; private set; }

    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IReadOnlyList<IDomainEvent> taken = [.. _events];
        _events.Clear();
        return taken;
    }

    protected void Raise(IDomainEvent @event) => _events.Add(@event);
}
