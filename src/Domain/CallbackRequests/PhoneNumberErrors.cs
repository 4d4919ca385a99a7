using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>Why a text is not a number that the service can call. None repeats what was typed.</summary>
public static class PhoneNumberErrors
{
    public static Error Missing { get; } = Error.Invalid(
        "Merci d’indiquer le numéro auquel vous souhaitez être rappelé·e.",
        "Please give the number on which you would like to be called back.");

    public static Error Unreadable { get; } = Error.Invalid(
        "Nous n’arrivons pas à lire ce numéro. Merci de l’écrire comme vous le composez, par exemple 06 12 34 56 78 ou +33 6 12 34 56 78.",
        "We cannot read this number. Please write it as you dial it, for example 06 12 34 56 78 or +33 6 12 34 56 78.");

    public static Error Unassigned { get; } = Error.Invalid(
        "Ce numéro ne correspond à aucune ligne en France ou dans les outre-mer. Merci de vérifier ses chiffres et son indicatif.",
        "No line in France or its overseas territories has this number. Please check its digits and its country code.");

    public static Error Foreign { get; } = Error.Invalid(
        "Nous pouvons rappeler les numéros de France et des outre-mer. Merci d’en indiquer un, ou de nous appeler.",
        "We can call back numbers in France and its overseas territories. Please give one of these, or call us.");

    public static Error NotCallable { get; } = Error.Invalid(
        "Les numéros courts, gratuits ou surtaxés ne peuvent pas être rappelés. Merci d’indiquer un numéro de téléphone fixe ou mobile.",
        "Short, free-call and premium numbers cannot be called back. Please give a landline or mobile number.");
}
