using FluentValidation;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

internal static class ParsedByExtensions
{
    /// <summary>Lets the value object judge: the rule is written once, in the domain, and so is its message.</summary>
    public static IRuleBuilderOptionsConditions<T, TText> ParsedBy<T, TText, TValue>(this IRuleBuilder<T, TText> rule, Func<TText, Result<TValue>> parse) =>
        rule.Custom((text, context) =>
        {
            if (parse(text) is { IsFailure: true } refused)
            {
                context.AddFailure(refused.Error.Text.ToString());
            }
        });

    /// <summary>The same for a member of a PATCH, where it is present.</summary>
    /// <param name="rule">The member.</param>
    /// <param name="parse">What judges a new value.</param>
    /// <param name="clearable">Whether null, which clears, needs no judging.</param>
    public static IRuleBuilderOptionsConditions<T, Optional<TText>> ParsedBy<T, TText, TValue>(
        this IRuleBuilder<T, Optional<TText>> rule, Func<TText?, Result<TValue>> parse, bool clearable) =>
        rule.Custom((change, context) =>
        {
            if (change.IsPresent && !(clearable && change.Value is null) && parse(change.Value) is { IsFailure: true } refused)
            {
                context.AddFailure(refused.Error.Text.ToString());
            }
        });
}
