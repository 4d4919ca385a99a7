using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Promises;

namespace MobileBackend.Application;

public static class DependencyInjection
{
    /// <summary>
    /// Registers every use case, validator, event handler, personal-data source and promise source of this assembly, found by their interfaces, and what
    /// is marked as shared (<see cref="SharedServiceAttribute"/>).
    /// </summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<IDispatcher, MediatorDispatcher>();
        services.AddBehaviours();
        services.AddSlots();
        services.AddValidatorsFromAssemblyContaining<IDispatcher>(ServiceLifetime.Singleton, includeInternalTypes: true);
        return services.Scan(scan => scan.FromAssemblyOf<IDispatcher>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IDomainEventHandler<>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo<IPersonalDataSource>(), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo<IPromiseSource>(), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.WithAttribute<SharedServiceAttribute>(), publicOnly: false).AsSelfWithInterfaces().WithScopedLifetime());
    }
}
