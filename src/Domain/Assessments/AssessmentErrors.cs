using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Assessments;

public static class AssessmentErrors
{
    public static Error MissingAnswer { get; } = Error.Invalid(
        "Il manque la réponse à cette question : sans elle, le résultat ne voudrait rien dire.",
        "The answer to this question is missing: without it the result would mean nothing.");

    public static Error UnknownAnswer { get; } = Error.Invalid(
        "Cette réponse n’est pas une de celles proposées.",
        "This answer is not one of those offered.");

    public static Error Entries { get; } = Error.Invalid(
        $"Une liste de {BalanceEntry.MostInAList} idées au plus est attendue ici.",
        $"A list of at most {BalanceEntry.MostInAList} entries is expected here.");

    public static Error Entry { get; } = Error.Invalid(
        $"Une idée compte de 1 à {BalanceEntry.LongestText} caractères, et son poids va de 0 à {BalanceEntry.GreatestWeight}.",
        $"An entry has 1 to {BalanceEntry.LongestText} characters, and its weight goes from 0 to {BalanceEntry.GreatestWeight}.");

    public static Error UnknownItem { get; } = Error.Invalid(
        "Cette question ne fait pas partie du questionnaire.",
        "This question is not part of the questionnaire.");
}
