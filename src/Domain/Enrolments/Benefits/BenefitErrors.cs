using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Enrolments.Benefits;

public static class BenefitErrors
{
    public static Error InstantOutOfRange { get; } = Error.Invalid(
        "Ce moment est trop loin pour être compté. Merci d’en choisir un entre 1900 et 2200.",
        "This moment is too far away to be counted. Please choose one between 1900 and 2200.");

    public static Error SavingsGoalLabel { get; } = Error.Invalid(
        $"Merci de nommer votre projet en {SavingsGoal.LongestLabel} caractères au plus, sur une ligne.",
        $"Please name your plan in at most {SavingsGoal.LongestLabel} characters, on one line.");

    public static Error SavingsGoalCents { get; } = Error.Invalid(
        "Merci d’indiquer un montant entre 1 et 100 000 euros, en centimes.",
        "Please give an amount between 1 and 100,000 euros, in cents.");
}
