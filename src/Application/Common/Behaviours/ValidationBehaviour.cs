using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>Refuses a command before its handler sees it, with every fault found and the camelCase path of each.</summary>
internal sealed class ValidationBehaviour<TRequest, TOutcome>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>
    where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        var faults = new Dictionary<string, string[]>();
        foreach (var validator in validators)
        {
            var verdict = await validator.ValidateAsync(request, cancellationToken);
            if (verdict.Errors.Select(failure => failure.CustomState).OfType<Error>().FirstOrDefault() is { } refusal)
            {
                return TOutcome.Failure(refusal);
            }

            foreach (var group in verdict.Errors.GroupBy(failure => CamelCase(failure.PropertyName)))
            {
                faults[group.Key] = [.. group.Select(failure => failure.ErrorMessage).Distinct()];
            }
        }

        return faults.Count == 0 ? await next() : TOutcome.Failure(ValidationErrors.Many(faults));
    }

    private static string CamelCase(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}

internal static class ValidationRefusals
{
    /// <summary>Refuses the request as a whole, with an error that is about no field: it cannot be judged now.</summary>
    public static void AddRefusal<T>(this ValidationContext<T> context, Error error) =>
        context.AddFailure(new ValidationFailure(context.PropertyPath, error.Text.ToString()) { CustomState = error });
}

/// <summary>The refusal of a request with one or more faulty fields.</summary>
public static class ValidationErrors
{
    /// <summary>The problem document's member that maps field paths to messages.</summary>
    public const string Member = "errors";

    public static Error Failed { get; } = Error.Invalid(
        "Certaines informations sont à corriger. Le détail figure pour chaque champ.",
        "Some of the information needs correcting. See the details for each field.");

    public static Error Many(IReadOnlyDictionary<string, string[]> faults) => Failed.With(Member, faults);
}
