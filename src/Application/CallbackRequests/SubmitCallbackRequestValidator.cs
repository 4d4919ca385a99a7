using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests;

internal sealed class SubmitCallbackRequestValidator : AbstractValidator<SubmitCallbackRequestCommand>
{
    private static readonly LocalizedText ConsentNeeded = new(
        "Pour vous rappeler, nous avons besoin de votre accord.",
        "We need your consent to call you back.");

    public SubmitCallbackRequestValidator()
    {
        RuleFor(command => command.Service).NotNull();
        RuleFor(command => command.FirstName).Parsed();
        RuleFor(command => command.LastName).Parsed();
        RuleFor(command => command.PhoneNumber).Parsed();
        RuleFor(command => command.WishedSlots).ChosenSlots();
        RuleFor(command => command.Consent).Equal(true).WithMessage(_ => ConsentNeeded.ToString());
    }
}

internal static class WishedSlotsRule
{
    private const int MaximumWishes = 3;

    private static readonly LocalizedText HowMany = new(
        "Merci de choisir de 1 à 3 créneaux différents.",
        "Please choose 1 to 3 different slots.");

    public static IRuleBuilderOptions<T, IReadOnlyList<WishedSlot>?> ChosenSlots<T>(this IRuleBuilder<T, IReadOnlyList<WishedSlot>?> rule) =>
        rule.Must(wishes => wishes is { Count: >= 1 and <= MaximumWishes } && wishes.Distinct().Count() == wishes.Count).WithMessage(_ => HowMany.ToString());
}
