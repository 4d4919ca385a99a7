using FluentValidation;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>
/// How commands carry what value objects judge. Where a command is made, each text is parsed, once, and the command holds what came of it
/// (<c>Result&lt;PhoneNumber&gt;</c>). The validator refuses the field where that is an error, in the parser's words; limits and handler, which run
/// only after it, take the <see cref="Result{T}.Value"/>. A result shows nothing of what was parsed.
/// </summary>
internal static class ParsedRules
{
    /// <summary>Refuses what its parser refused. Null, where nothing was sent and nothing need be, passes.</summary>
    public static IRuleBuilderOptionsConditions<T, Result<TValue>?> Parsed<T, TValue>(this IRuleBuilder<T, Result<TValue>?> rule) =>
        rule.Custom((parsed, context) => context.AddFailureOf(parsed));

    /// <summary>The same for a member of a PATCH, where it is present. Null clears, and passes.</summary>
    public static IRuleBuilderOptionsConditions<T, Optional<Result<TValue>?>> Parsed<T, TValue>(this IRuleBuilder<T, Optional<Result<TValue>?>> rule) =>
        rule.Custom((change, context) => context.AddFailureOf(change.Value));

    /// <summary>For a text that is used as it was sent: its value object says no more than whether it is one.</summary>
    public static IRuleBuilderOptionsConditions<T, string?> ParsedBy<T, TValue>(this IRuleBuilder<T, string?> rule, Func<string?, Result<TValue>> parse) =>
        rule.Custom((text, context) => context.AddFailureOf(parse(text)));

    private static void AddFailureOf<T, TValue>(this ValidationContext<T> context, Result<TValue>? parsed)
    {
        if (parsed is { IsFailure: true })
        {
            context.AddFailure(parsed.Error.Text.ToString());
        }
    }
}
