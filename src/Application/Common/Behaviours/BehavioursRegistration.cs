using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace MobileBackend.Application.Common.Behaviours;

internal static class BehavioursRegistration
{
    /// <summary>What every use case goes through, from the outside in.</summary>
    public static IServiceCollection AddBehaviours(this IServiceCollection services)
    {
        ValidatorOptions.Global.LanguageManager = new ValidationMessages();
        ValidatorOptions.Global.MessageFormatterFactory = () => new ValidationMessageFormatter();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LoggingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(OwnWordsBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehaviour<,>));
        return services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LimitsBehaviour<,>));
    }
}
