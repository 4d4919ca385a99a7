using MediatR;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Messaging;

/// <summary>A request that changes something: validated, then run in one transaction that is saved only on success.</summary>
/// <typeparam name="TOutcome"><see cref="Result"/> or <see cref="Result{T}"/>.</typeparam>
public interface ICommand<out TOutcome> : IRequest<TOutcome>
    where TOutcome : IOutcome<TOutcome>;

/// <summary>A request that reads.</summary>
/// <typeparam name="TOutcome"><see cref="Result"/> or <see cref="Result{T}"/>.</typeparam>
public interface IQuery<out TOutcome> : IRequest<TOutcome>
    where TOutcome : IOutcome<TOutcome>;

/// <summary>Carries out one kind of command. It neither saves, logs, authorizes nor reads the system clock.</summary>
public interface ICommandHandler<in TCommand, TOutcome> : IRequestHandler<TCommand, TOutcome>
    where TCommand : ICommand<TOutcome>
    where TOutcome : IOutcome<TOutcome>;

/// <summary>Answers one kind of query.</summary>
public interface IQueryHandler<in TQuery, TOutcome> : IRequestHandler<TQuery, TOutcome>
    where TQuery : IQuery<TOutcome>
    where TOutcome : IOutcome<TOutcome>;

/// <summary>
/// A command that creates something and may be sent again by a client whose answer got lost. Under the caller's <c>Idempotency-Key</c>
/// it runs once; its stored outcome, which is a <see cref="Result{T}"/>, answers the repetitions (docs/adr/0006).
/// </summary>
public interface IIdempotentCommand;

/// <summary>The answer of a command that created something.</summary>
public interface ICreated
{
    /// <summary>The id of what was created: when it is erased, the stored answer goes with it.</summary>
    Guid Id { get; }
}

/// <summary>Reacts to a domain event inside the transaction that stores it. Named by its effect.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IDomainEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task Handle(TEvent @event, CancellationToken cancellationToken);
}

/// <summary>Sends a command or a query to its handler, through the behaviours.</summary>
public interface IDispatcher
{
    Task<TOutcome> Send<TOutcome>(ICommand<TOutcome> command, CancellationToken cancellationToken)
        where TOutcome : IOutcome<TOutcome>;

    Task<TOutcome> Send<TOutcome>(IQuery<TOutcome> query, CancellationToken cancellationToken)
        where TOutcome : IOutcome<TOutcome>;
}
