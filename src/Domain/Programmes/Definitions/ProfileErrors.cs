using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>Why an answer about oneself, or in an activity, cannot be taken.</summary>
public static class ProfileErrors
{
    public static Error UnknownQuestion { get; } = Error.Invalid(
        "Cette question ne fait pas partie de celles que nous posons.",
        "This is none of the questions that are asked.");

    public static Error Missing { get; } = Error.Invalid(
        "Nous avons besoin de cette réponse.",
        "We need this answer.");

    public static Error Flag { get; } = Error.Invalid(
        "Merci de répondre par oui ou par non.",
        "Please answer yes or no.");

    public static Error Choice { get; } = Error.Invalid(
        "Merci de choisir une des réponses proposées.",
        "Please choose one of the answers offered.");

    public static Error Number(int minimum, int maximum) => Error.Invalid(
        $"Merci d’indiquer un nombre entier, de {minimum} à {maximum}.",
        $"Please give a whole number from {minimum} to {maximum}.");

    /// <param name="fewest">0 where nothing need be chosen.</param>
    /// <param name="most">At least 1.</param>
    public static Error Choices(int fewest, int most) => fewest == 0
        ? Error.Invalid(
            $"Merci de choisir parmi les réponses proposées, {most} au plus et chacune une seule fois.",
            $"Please choose among the answers offered, {most} at most and each only once.")
        : Error.Invalid(
            $"Merci de choisir parmi les réponses proposées, de {fewest} à {most} et chacune une seule fois.",
            $"Please choose among the answers offered, {fewest} to {most} and each only once.");

    public static Error Text(int longest) => Error.Invalid(
        $"Ce texte doit compter de 1 à {longest} caractères.",
        $"This text must have 1 to {longest} characters.");
}
