using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Hands the events of changed aggregates to their handlers, until no handler raises another.</summary>
internal sealed class DomainEvents(IServiceProvider services)
{
    private static readonly ConcurrentDictionary<Type, Handler> Handlers = new();

    public async Task DispatchAsync(AppDbContext database, CancellationToken cancellationToken)
    {
        while (Take(database) is { Count: > 0 } events)
        {
            foreach (var @event in events)
            {
                var handler = Handlers.GetOrAdd(@event.GetType(), type => (Handler)Activator.CreateInstance(typeof(Handler<>).MakeGenericType(type))!);
                await handler.HandleAsync(@event, services, cancellationToken);
            }
        }
    }

    private static List<IDomainEvent> Take(AppDbContext database) =>
        [.. database.ChangeTracker.Entries<IAggregateRoot>().Select(entry => entry.Entity).ToList().SelectMany(aggregate => aggregate.TakeEvents())];

    private abstract class Handler
    {
        public abstract Task HandleAsync(IDomainEvent @event, IServiceProvider services, CancellationToken cancellationToken);
    }

    private sealed class Handler<TEvent> : Handler
        where TEvent : IDomainEvent
    {
        public override async Task HandleAsync(IDomainEvent @event, IServiceProvider services, CancellationToken cancellationToken)
        {
            foreach (var handler in services.GetServices<IDomainEventHandler<TEvent>>())
            {
                await handler.Handle((TEvent)@event, cancellationToken);
            }
        }
    }
}
