using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Outcomes;

public static class OutcomeErrors
{
    public static Error WholeMonths { get; } = Error.Invalid(
        "Ces résultats se comptent par mois entiers : du premier jour d’un mois au dernier jour d’un mois.",
        "These outcomes are counted by whole months: from the first day of a month to the last day of one.");
}
