using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Assessments;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journal;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Privacy;
using MobileBackend.Application.HelpLines;
using MobileBackend.Application.Privacy;
using MobileBackend.Application.Promises;
using MobileBackend.Application.Safety;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Application;

public static class DependencyInjection
{
    /// <summary>Registers every use case, validator, event handler and personal-data source of this assembly, found by their interfaces.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        ValidatorOptions.Global.LanguageManager = new ValidationMessages();
        ValidatorOptions.Global.MessageFormatterFactory = () => new ValidationMessageFormatter();
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<IDispatcher, MediatorDispatcher>();

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LoggingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(OwnWordsBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LimitsBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehaviour<,>));

        services.Scan(scan => scan.FromAssemblyOf<IDispatcher>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IDomainEventHandler<>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IValidator<>)), publicOnly: false).AsImplementedInterfaces().WithSingletonLifetime()
            .AddClasses(classes => classes.AssignableTo<IPersonalDataSource>(), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(
                classes => classes.AssignableToAny(typeof(IInbox), typeof(IFollowUpTokens), typeof(IAuditTrail), typeof(IPromiseSource)),
                publicOnly: false).AsImplementedInterfaces().WithScopedLifetime());

        services.AddSingleton(provider => new CallbackSchedule(
            provider.GetRequiredService<IHelpLineCatalogue>().Find(HelpLineCodes.TabacInfoService)!.Hours,
            provider.GetRequiredService<IOptions<CallbackSettings>>().Value.ToPolicy()));
        services.AddScoped<SlotDesk>();
        services.AddScoped<AssessmentDesk>();
        services.AddScoped<EnrolmentDesk>();
        services.AddScoped<EnrolmentEraser>();
        services.AddScoped<JournalDesk>();
        services.AddScoped<HumanHelp>();
        services.AddScoped<UrgentHelp>();
        services.AddScoped<IOwnWordsReader>(provider => provider.GetRequiredService<UrgentHelp>());
        services.AddScoped<OpenPromises>();
        services.AddScoped<Eraser>();
        return services;
    }
}
