using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Versions;

public static class ProgrammeVersionErrors
{
    /// <summary>The problem document's member that says which number the next one must exceed.</summary>
    public const string HighestVersion = "highestVersion";

    public static Error NotHigher { get; } = Error.Conflict("programme-version-not-higher",
        "Le numéro de version doit être plus grand que tous ceux de ce programme : le plus grand est indiqué dans highestVersion.",
        "The version number must be higher than every other of this programme: highestVersion says which is the highest.");

    public static Error TooHigh { get; } = Error.Conflict("programme-version-too-high",
        $"Le numéro de version dépasse de plus de {ProgrammeVersion.FarthestStep} le plus grand de ce programme (highestVersion). Merci de le vérifier.",
        $"The version number exceeds the highest of this programme (highestVersion) by more than {ProgrammeVersion.FarthestStep}. Please check it.");

    public static Error CannotSucceed { get; } = Error.Conflict("programme-version-cannot-succeed",
        "On ne passe d’une version qu’à une version plus récente, publiée au moins une fois.",
        "People are moved only to a newer version that was published at least once.");

    public static Error HasFaults { get; } = Error.Conflict("programme-version-has-faults",
        "Cette version ne passe plus la relecture : le détail figure ligne par ligne. La version publiée reste en place.",
        "This version no longer passes the check: see the details line by line. The published version stays.");
}
